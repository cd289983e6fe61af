"""Products with options and variants, changed at the version that they are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.support.shop import Shop, unique

SIZES = [{"name": "Size", "values": ["S", "M", "L"]}]


class Shelf:
    """What staff does to a product and its variants."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop

    def version(self, product_id: int) -> int:
        """The version that the product is now."""
        query = "SELECT version FROM products WHERE product_id = %s"
        return int(self.shop.admin.value(query, product_id))

    def options(self, product_id: int, options: Sequence[Mapping[str, Any]] | None) -> Any:
        """Set the options of a product; the product then."""
        return self._call("product_options_set", product_id, options)

    def add(self, product_id: int, values: Mapping[str, Any], **fields: Any) -> Any:
        """Offer a product in one more combination of values; the product then."""
        given = {"sku": unique("sku"), "price": "10.00", "values": values, **fields}
        return self._call("variant_create", product_id, given)

    def change(self, product_id: int, variant_id: int, **fields: Any) -> Any:
        """Change a variant; its product then."""
        return self.shop.api.call(
            "variant_update",
            self.shop.staff().session,
            variant_id,
            self.version(product_id),
            json.dumps(fields),
        )[0]

    def variants(self, product_id: int) -> list[dict[str, Any]]:
        """The variants of a product in their order, as staff see them."""
        query = "SELECT variants FROM staff_products WHERE product_id = %s"
        self.shop.admin.execute("SET SESSION group_concat_max_len = 16777216")
        return list(json.loads(self.shop.admin.value(query, product_id)))

    def _call(self, procedure: str, product_id: int, document: Any) -> Any:
        return self.shop.api.call(
            procedure,
            self.shop.staff().session,
            product_id,
            self.version(product_id),
            json.dumps(document),
        )[0]


@pytest.fixture
def shelf(shop: Shop) -> Shelf:
    """The products of the shop in the hands of staff."""
    return Shelf(shop)


@pytest.fixture
def shirt(shop: Shop, shelf: Shelf) -> int:
    """A product in sizes, sold as S only so far."""
    product = shop.product(stock=0)
    shelf.options(product, SIZES)
    return product
