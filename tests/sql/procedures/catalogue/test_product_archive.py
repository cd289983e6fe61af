"""product_archive."""

from __future__ import annotations

from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop


def test_product_archive__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("product_archive", None, 1, 1)


def test_product_archive__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.api.call("product_archive", shop.customer().session, 1, 1)


def test_product_archive(shop: Shop) -> None:
    product = shop.product()
    row = shop.api.call("product_archive", shop.staff().session, product, 1)[0]
    assert (row["status"], row["version"]) == ("archived", 2)
    with refused("not_found"):
        shop.fill_cart(shop.customer(), {product: 1})


def test_product_archive__not_found(shop: Shop) -> None:
    with refused("not_found"):
        shop.api.call("product_archive", shop.staff().session, NOBODY, 1)


def test_product_archive__precondition_failed(shop: Shop) -> None:
    with refused("precondition_failed"):
        shop.api.call("product_archive", shop.staff().session, shop.product(), 2)
