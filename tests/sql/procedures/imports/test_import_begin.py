"""import_begin: what was staged and not taken over is forgotten."""

from __future__ import annotations

import threading
from collections.abc import Callable

from tests.sql.procedures.imports.conftest import Source
from tests.support.logins import Login, refused
from tests.support.shop import Shop

STAGED = (
    "staged_categories",
    "staged_products",
    "staged_customers",
    "staged_orders",
    "staged_order_lines",
)


def test_import_begin_forgets_what_was_staged(source: Source, as_admin: Login) -> None:
    source.stage("categories", source.tree)
    source.stage("products", source.goods)
    source.stage("customers", source.people)
    source.stage("orders", [source.order("1")], batch=4)
    source.worker.call("import_begin", source.session, source.name)
    for table in STAGED:
        query = f"SELECT COUNT(*) FROM store.{table} WHERE source_code = %s"
        assert as_admin.value(query, source.name) == 0


def test_import_begin_keeps_what_other_sources_have_staged(
    source: Source, as_worker: Login, as_admin: Login
) -> None:
    other = Source(as_worker, source.session)
    other.stage("orders", [other.order("1")])
    source.worker.call("import_begin", source.session, source.name)
    query = "SELECT COUNT(*) FROM store.staged_order_lines WHERE source_code = %s"
    assert as_admin.value(query, other.name) == 1


def test_import_begin_keeps_what_was_taken_over(history: Source, as_admin: Login) -> None:
    history.bring(history.order("1"))
    history.worker.call("import_begin", history.session, history.name)
    query = "SELECT COUNT(*) FROM store.orders WHERE import_reference = %s"
    assert as_admin.value(query, f"{history.name}/1") == 1


def test_import_begin_waits_for_a_batch_that_is_being_taken_over(
    history: Source, login: Callable[..., Login], as_admin: Login
) -> None:
    history.stage("orders", [history.order(str(number)) for number in range(200)])
    other = login("worker")
    taking = threading.Thread(
        target=other.call, args=("import_orders", history.session, history.name, 1)
    )
    taking.start()
    history.worker.call("import_begin", history.session, history.name)
    taking.join()
    # All of it or nothing, whichever came first; never an order without its lines.
    rows = as_admin.rows(
        "SELECT order_status_code, line_count, COUNT(*) AS n FROM store.orders"
        " WHERE import_reference LIKE %s GROUP BY order_status_code, line_count",
        f"{history.name}/%",
    )
    assert rows in ([], [{"order_status_code": "delivered", "line_count": 1, "n": 200}])


def test_import_begin__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("import_begin", None, "x")


def test_import_begin__forbidden(shop: Shop) -> None:
    for kind in ("worker", "clock"):
        with refused("forbidden"):
            shop.worker.call("import_begin", shop.services[kind], "x")
