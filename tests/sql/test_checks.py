"""Each check finds the violation that it is there for, planted where no trigger stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.checks import read_checks
from tests.sql import planted, specimens, tables
from tests.sql.planted import A_PAID, PAID
from tests.support import stack as stacks
from tests.support.logins import Login, Row
from tests.support.shop import Shop

KEYS = {
    "addresses": ["address_id"],
    "order_lines": ["order_id", "line_no"],
    "order_adjustments": ["order_id", "adjustment_no"],
}
CHECKS = {check.name: check.sql for check in read_checks()}
# A row that is gone, or for tables that do not tell what came, an entry that is not true.
OF_THE_AUDIT = {
    f"audit_of_{name}": f"DELETE FROM {name} LIMIT 1"
    if guard == "audited"
    else "INSERT INTO store_audit.entries (happened_at, db_user, subsystem_code, kind, action,"
    f" table_name, row_key, new_values) SELECT UTC_TIMESTAMP(6), '', 'audit', 'event', 'update',"
    f" '{name}', CONCAT_WS('/', {', '.join(KEYS[name])}), '{{\"{KEYS[name][-1]}\": 0}}'"
    f" FROM {name} LIMIT 1"
    for name, guard in tables.listed().items()
    if guard in ("audited", "recorded")
}
PLANTED = {
    **OF_THE_AUDIT,
    "actors_of_sessions": "UPDATE users SET is_active = FALSE"
    " WHERE user_id = (SELECT MAX(user_id) FROM sessions WHERE revoked_at IS NULL)",
    "category_paths": "UPDATE categories SET path = 'elsewhere' LIMIT 1",
    "dashboard_sums": "UPDATE orders_by_status SET order_count = order_count + 1 LIMIT 1",
    "events_of_moves": "DELETE FROM events WHERE order_id IS NOT NULL LIMIT 1",
    "events_relayed": "UPDATE events SET relay_no = relay_no + 1000 WHERE relay_no = 3",
    "guarded_tables": "DELETE FROM guarded_tables WHERE table_name = 'stock'",
    "mails_of_events": "DELETE FROM mails LIMIT 1",
    "order_line_amounts": f"UPDATE order_lines SET tax_amount = 99 WHERE order_id = {PAID}",
    "order_status": f"UPDATE orders SET status_seq = 9 WHERE order_id = {A_PAID}",
    "order_status_flow": "UPDATE order_status_changes SET from_status_code = 'draft'"
    " WHERE order_status_code = 'paid'",
    "order_totals": f"UPDATE orders SET subtotal_amount = 1 WHERE order_id = {A_PAID}",
    "orders_paid": f"UPDATE orders SET captured_amount = 1 WHERE order_id = {A_PAID}",
    "payments_captured": "UPDATE payments SET amount = amount + 1 LIMIT 1",
    "products_of_variants": "UPDATE variants SET price_amount = price_amount + 1 LIMIT 1",
    "sales_facts": "UPDATE sales_facts SET revenue_cents = revenue_cents + 1 LIMIT 1",
    "sales_sums": "UPDATE sales_by_category SET revenue_cents = revenue_cents + 1 LIMIT 1",
    "stock_of_orders": f"DELETE FROM stock_entries WHERE order_id = {PAID}",
    "stock_of_variants": "DELETE FROM stock LIMIT 1",
    "stock_on_hand": "UPDATE stock SET on_hand_qty = on_hand_qty + 1",
    "stock_without_orders": "UPDATE stock_entries SET stock_entry_kind_code = 'reserve'"
    " WHERE stock_entry_kind_code = 'receipt' LIMIT 1",
    "users_told": "DELETE FROM events WHERE user_id IS NOT NULL",
}
DAMAGES = [*planted.NAMED, *planted.OWN]


@pytest.fixture(scope="module")
def unguarded() -> Iterator[Login]:
    """root on a filled shop that has lost all its triggers and constraints."""
    with stacks.start() as stack:
        shop = Shop(stack)
        specimens.fill(shop)
        seal_audit(shop)
        shop.close()
        root = Login(stack.url("admin"), database="store")
        for row in root.rows(
            "SELECT trigger_name AS name FROM information_schema.triggers"
            " WHERE trigger_schema = 'store'"
        ):
            root.execute(f"DROP TRIGGER {row['name']}")
        drop_constraints(root)
        root.execute("SET SESSION foreign_key_checks = 0")
        yield root
        root.close()


def seal_audit(shop: Shop) -> None:
    """Seal it twice: entries wait for their seal until no transaction can hold one back."""
    shop.age_audit(100)
    assert shop.tick("audit_seal")[0]["sealed"] > 0
    shop.age_audit()
    assert shop.tick("audit_seal")[0]["sealed"] > 0
    assert not shop.tick("audit_seal")[0]["sealed"]


def drop_constraints(root: Login) -> None:
    """Let the tables take anything."""
    for row in root.rows(
        "SELECT table_name AS t, constraint_name AS c FROM information_schema.table_constraints"
        " WHERE table_schema = 'store' AND constraint_type = 'CHECK' AND constraint_name LIKE 'ck%'"
    ):
        root.execute(f"ALTER TABLE {row['t']} DROP CONSTRAINT {row['c']}")


def found(root: Login, name: str) -> list[Row]:
    """What a check says now."""
    return root.rows(CHECKS[name])


def damage(root: Login, *statements: str) -> int:
    """Do it, where nothing refuses; how many rows were touched."""
    return sum(root.execute(statement) for statement in statements)


def test_each_check_has_a_planted_violation() -> None:
    named = {check for _, _, check in DAMAGES}
    assert set(PLANTED) | named == set(CHECKS)


@pytest.mark.parametrize("name", sorted(PLANTED))
def test_a_planted_violation_is_reported(name: str, unguarded: Login) -> None:
    assert not found(unguarded, name)
    unguarded.execute("START TRANSACTION")
    try:
        assert unguarded.execute(PLANTED[name]) > 0, "nothing was planted"
        assert found(unguarded, name)
    finally:
        unguarded.execute("ROLLBACK")


@pytest.mark.parametrize(
    ("statements", "name"),
    [(statements, name) for _, statements, name in DAMAGES],
    ids=[what for what, _, _ in DAMAGES],
)
def test_damage_is_named(statements: tuple[str, ...], name: str, unguarded: Login) -> None:
    assert not found(unguarded, name)
    unguarded.execute("START TRANSACTION")
    try:
        assert damage(unguarded, *statements) > 0, "nothing was done"
        assert found(unguarded, name)
    finally:
        unguarded.execute("ROLLBACK")
    assert not found(unguarded, name)
