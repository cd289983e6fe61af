"""category_create."""

from __future__ import annotations

import json

import pytest

from tests.support.logins import refused
from tests.support.shop import Shop, unique


def test_category_create__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("category_create", None, "{}")


def test_category_create__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.api.call("category_create", shop.customer().session, "{}")


def test_category_create(shop: Shop) -> None:
    parent, name = shop.category(), unique("Big Things")
    fields = json.dumps({"name": name, "parent": parent})
    row = shop.api.call("category_create", shop.staff().session, fields)[0]
    assert row["slug"] == name.lower().replace(" ", "-")
    path = shop.admin.value(
        "SELECT path FROM categories WHERE category_id = %s", row["category_id"]
    )
    assert path == f"{parent}/{row['slug']}"


@pytest.mark.parametrize(
    "fields", [{"parent": "no-such-slug"}, {"slug": "Not A Slug"}, {"slug": "UPPER"}, {"slug": ""}]
)
def test_category_create__validation_failed(shop: Shop, fields: dict[str, str]) -> None:
    given = json.dumps({"name": unique("category"), **fields})
    with refused("validation_failed"):
        shop.api.call("category_create", shop.staff().session, given)


def test_category_create__slug_taken(shop: Shop) -> None:
    given = json.dumps({"name": "Another", "slug": shop.category()})
    with refused("slug_taken"):
        shop.api.call("category_create", shop.staff().session, given)


def test_category_create_takes_null_for_nothing_said(shop: Shop) -> None:
    fields = json.dumps({"name": unique("c"), "parent": None, "slug": None, "position": None})
    row = shop.api.call("category_create", shop.staff().session, fields)[0]
    assert (row["parent_category_id"], row["position"]) == (None, 0)
