"""preferences_update."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.logins import refused
from tests.support.shop import Person, Shop


def update(shop: Shop, person: Person, **fields: Any) -> Any:
    shop.api.call("preferences_update", person.session, json.dumps(fields))
    return shop.admin.rows("SELECT * FROM my_preferences WHERE owner_id = %s", person.id)[0]


def test_preferences_update(shop: Shop) -> None:
    person = shop.customer()
    row = update(shop, person, csv_delimiter=";", csv_decimal=",", csv_bom=False, language="bg")
    assert (row["csv_separator"], row["csv_decimal"], row["is_csv_with_bom"]) == (";", ",", 0)
    assert row["language"] == "bg"
    row = update(shop, person, csv_decimal=".", csv_delimiter="tab")
    assert (row["csv_separator"], row["csv_decimal"], row["language"]) == ("tab", ".", "bg")


@pytest.mark.parametrize(
    "fields",
    [
        {"csv_delimiter": "|"},
        {"csv_decimal": ";"},
        {"csv_decimal": ","},
        {"csv_delimiter": ",", "csv_decimal": ","},
        {"language": "de"},
    ],
)
def test_preferences_update__validation_failed(shop: Shop, fields: dict[str, Any]) -> None:
    """A decimal comma beside a comma between cells would be no file that anybody reads."""
    person = shop.customer()
    with refused("validation_failed"):
        update(shop, person, **fields)


def test_preferences_update__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("preferences_update", None, "{}")
