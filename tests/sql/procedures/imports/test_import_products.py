"""import_products: tree, products and opening stock, once."""

from __future__ import annotations

from decimal import Decimal

from tests.sql.procedures.imports.conftest import Source
from tests.support.logins import Login, refused
from tests.support.shop import Shop


def test_import_products_brings_tree_products_and_stock(source: Source, as_admin: Login) -> None:
    source.stage("categories", source.tree)
    source.stage("products", source.goods)
    assert source.take("import_products") == {"imported": 2}
    rows = as_admin.rows(
        "SELECT p.price_amount, p.is_imported, c.path, s.on_hand_qty, e.note"
        " FROM store.products AS p INNER JOIN store.categories AS c USING (category_id)"
        " INNER JOIN store.stock AS s USING (product_id)"
        " INNER JOIN store.stock_entries AS e USING (variant_id) WHERE p.sku = %s",
        f"{source.name}-a",
    )
    assert rows == [
        {
            "price_amount": Decimal("2.50"),
            "is_imported": 1,
            "path": f"{source.name}-top/{source.name}-child",
            "on_hand_qty": 7,
            "note": source.name,
        }
    ]


def test_import_products_leaves_what_is_there_alone(history: Source, as_admin: Login) -> None:
    history.stage("products", [{**history.goods[0], "price": "9.99", "opening": 50}])
    assert history.take("import_products") == {"imported": 0}
    rows = as_admin.rows(
        "SELECT price_amount, version, on_hand_qty FROM store.products"
        " INNER JOIN store.stock USING (product_id) WHERE sku = %s",
        f"{history.name}-a",
    )
    assert rows == [{"price_amount": Decimal("2.50"), "version": 1, "on_hand_qty": 7}]


def test_import_products_takes_only_its_batch(source: Source, as_admin: Login) -> None:
    source.stage("categories", source.tree, batch=1)
    source.stage("products", source.goods[:1], batch=1)
    source.stage("products", source.goods[1:], batch=2)
    assert source.take("import_products", batch=1) == {"imported": 1}
    query = "SELECT sku FROM store.staged_products WHERE source_code = %s"
    assert as_admin.rows(query, source.name) == [{"sku": f"{source.name}-b"}]


def test_import_products__validation_failed_unknown_category(source: Source) -> None:
    source.stage("products", source.goods)
    with refused("validation_failed"):
        source.take("import_products")


def test_import_products__slug_taken_by_another(history: Source, as_admin: Login) -> None:
    history.stage("products", [{**history.goods[0], "sku": f"{history.name}-new"}])
    try:
        history.take("import_products")
    except Exception as error:
        assert "uq_products__slug" in str(error)
    else:
        raise AssertionError("two products share a slug")
    query = "SELECT public_code FROM store.problems WHERE problem_code = 'uq_products__slug'"
    assert as_admin.value(query) == "slug_taken"


def test_import_products__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("import_products", None, "x", 1)


def test_import_products__forbidden(shop: Shop) -> None:
    for kind in ("worker", "clock"):
        with refused("forbidden"):
            shop.worker.call("import_products", shop.services[kind], "x", 1)
