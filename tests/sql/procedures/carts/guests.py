"""A client whose guests have begun as many carts as they may."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.support.logins import refused
from tests.support.shop import Shop, new_client, unique


@contextmanager
def used_up(shop: Shop) -> Iterator[str]:
    """The address of the client; it has one cart, and one is what it may have."""
    client = new_client()
    with shop.setting("guest_cart_client_limit", "1"):
        shop.api.call("cart_shipping_set", None, unique("token"), "pickup", client)
        yield client


def no_more_carts(shop: Shop, procedure: str, *args: Any) -> None:
    """This call begins no cart for a guest."""
    count = "SELECT COUNT(*) FROM carts"
    with used_up(shop) as client:
        carts = shop.admin.value(count)
        with refused("rate_limited"):
            shop.api.call(procedure, None, unique("token"), *args, client)
        assert shop.admin.value(count) == carts
