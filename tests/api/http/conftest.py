"""What generated clients talk to: a shop with goods, a customer and staff, under a real server."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.caller import BASE
from tests.support.serving import serving
from tests.support.shop import PASSWORD, Shop


@pytest.fixture(scope="session")
def address(stack_env: dict[str, str]) -> Iterator[str]:
    """Where the API listens."""
    with serving(stack_env) as found:
        yield f"http://{found}"


@pytest.fixture(scope="session")
def document(address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The OpenAPI document as a client's author fetches it."""
    path = tmp_path_factory.mktemp("clients") / "openapi.json"
    with urllib.request.urlopen(f"{address}{BASE}/openapi.json") as answer:
        path.write_bytes(answer.read())
    return path


@pytest.fixture
def job(address: str, shop: Shop) -> dict[str, str]:
    """What the main job needs to know, as environment variables."""
    return {
        "SHOP_ADDRESS": address,
        "SHOP_CUSTOMER": shop.customer().email,
        "SHOP_STAFF": shop.staff("admin").email,
        "SHOP_PASSWORD": PASSWORD,
        "SHOP_PRODUCT": str(shop.product("12.50", 5)),
    }
