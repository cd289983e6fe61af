"""profile_update."""

from __future__ import annotations

import json

import pytest

from tests.support.logins import refused
from tests.support.shop import Shop


def test_profile_update__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("profile_update", None, "{}")


def test_profile_update(shop: Shop) -> None:
    person = shop.customer()
    fields = {"name": "Grace", "phone": "+359888000111", "country": "DE"}
    shop.api.call("profile_update", person.session, json.dumps(fields))
    row = shop.admin.rows(
        "SELECT name, phone, country_code FROM users WHERE user_id = %s", person.id
    )[0]
    assert tuple(row.values()) == ("Grace", "+359888000111", "DE")


def test_profile_update_takes_null_for_no_phone_and_no_change(shop: Shop) -> None:
    person = shop.customer(phone="+359888000111")
    shop.api.call("profile_update", person.session, json.dumps({"name": None, "phone": None}))
    row = shop.admin.rows("SELECT name, phone FROM users WHERE user_id = %s", person.id)[0]
    assert row == {"name": "Ada Byron", "phone": None}


@pytest.mark.parametrize(
    "fields",
    [
        {"name": " "},
        {"phone": "0888"},
        {"phone": "+359888000111\n"},
        {"country": "XX"},
        {"country": "bg"},
    ],
)
def test_profile_update__validation_failed(shop: Shop, fields: dict[str, str]) -> None:
    with refused("validation_failed"):
        shop.api.call("profile_update", shop.customer().session, json.dumps(fields))
