"""address_remove."""

from __future__ import annotations

import json

from tests.support.logins import refused
from tests.support.shop import ADDRESS, Shop


def test_address_remove__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("address_remove", None, 1)


def test_address_remove(shop: Shop) -> None:
    person = shop.customer()
    address = shop.api.call("address_create", person.session, json.dumps(ADDRESS))[0]["id"]
    shop.api.call("address_remove", person.session, address)
    kept = shop.admin.value("SELECT is_in_book FROM addresses WHERE address_id = %s", address)
    assert kept == 0
    with refused("not_found"):
        shop.api.call("address_remove", person.session, address)


def test_address_remove__not_found(shop: Shop) -> None:
    address = shop.api.call("address_create", shop.customer().session, json.dumps(ADDRESS))[0]["id"]
    with refused("not_found"):
        shop.api.call("address_remove", shop.customer().session, address)
