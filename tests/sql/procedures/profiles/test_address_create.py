"""address_create."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.logins import refused
from tests.support.shop import ADDRESS, Shop


def test_address_create__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("address_create", None, "{}")


def test_address_create(shop: Shop) -> None:
    person = shop.customer()
    row = shop.api.call("address_create", person.session, json.dumps(ADDRESS))[0]
    assert {name: row[name] for name in ADDRESS} == ADDRESS


@pytest.mark.parametrize(
    "fields", [{"country": "XX"}, {"country": None}, {"name": " "}, {"city": ""}, {"phone": "0"}]
)
def test_address_create__validation_failed(shop: Shop, fields: dict[str, Any]) -> None:
    with refused("validation_failed"):
        shop.api.call("address_create", shop.customer().session, json.dumps({**ADDRESS, **fields}))
