"""Verify names each row of the reference data that is missing, altered or extra."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ops.migrations import verify
from ops.migrations.files import read_tree
from ops.migrations.seeds import _ADDED, _CHANGED, _LOADED
from ops.paths import ROOT
from tests.support import stack as stacks
from tests.support.logins import Login
from tests.support.stack import Stack

PLANTED = [
    (
        "UPDATE problems SET status = 418 WHERE problem_code = 'gone'",
        "problems gone: status is 418",
    ),
    (
        "DELETE FROM problems WHERE problem_code = 'forbidden'",
        "missing seed row problems forbidden",
    ),
    (
        "INSERT INTO order_statuses (order_status_code, title, position)"
        " VALUES ('stolen', 'Stolen', 99)",
        "extra row order_statuses stolen",
    ),
    (
        "INSERT INTO order_status_transitions (from_status_code, to_status_code, occasion)"
        " VALUES ('draft', 'shipped', 'step')",
        "extra row order_status_transitions draft/shipped",
    ),
    (
        "UPDATE order_statuses SET title = 'PAID' WHERE order_status_code = 'paid'",
        "changed seed row order_statuses paid: title is 'PAID'",
    ),
    (
        "UPDATE settings SET max_value = 999999 WHERE setting_code = 'reservation_minutes'",
        "changed seed row settings reservation_minutes: max_value is 999999, not 43200",
    ),
    (
        "INSERT INTO settings (setting_code, subsystem_code, value_type, value, description)"
        " VALUES ('extra', 'orders', 'text', 'x', 'x')",
        "extra row settings extra",
    ),
    ("DELETE FROM role_permissions LIMIT 1", "missing seed row role_permissions "),
    (
        "INSERT INTO countries (country_code, name, dial_code) VALUES ('ZZ', 'Nowhere', '1')",
        "extra row countries ZZ",
    ),
    (
        "INSERT INTO time_zones (time_zone_name) VALUES ('+02:00')",
        "extra row time_zones +02:00",
    ),
    (
        "UPDATE guarded_tables SET guard = 'open' WHERE table_name = 'users'",
        "changed seed row guarded_tables users: guard is 'open', not 'audited'",
    ),
    (
        "UPDATE guarded_tables SET is_closed = FALSE WHERE table_name = 'problems'",
        "changed seed row guarded_tables problems: is_closed is 0, not 1",
    ),
    (
        "DELETE FROM user_roles WHERE role_code = 'clock'",
        "missing seed row user_roles (",
    ),
    (
        "UPDATE payment_methods SET is_by_import = FALSE WHERE payment_method_code = 'history'",
        "changed seed row payment_methods history: is_by_import is 0, not 1",
    ),
    (
        "UPDATE event_kinds SET mail_template_code = NULL WHERE event_kind_code = 'order_paid'",
        "changed seed row event_kinds order_paid: mail_template_code is None",
    ),
]
# What staff may do is no drift.
ALLOWED = [
    "UPDATE settings SET value = '30' WHERE setting_code = 'reservation_minutes'",
    "UPDATE mail_templates SET texts = JSON_SET(texts, '$.en.subject', 'Hello') LIMIT 1",
    "UPDATE shipping_methods SET price_amount = 7 WHERE shipping_method_code = 'express'",
    "INSERT INTO roles (role_code, title) VALUES ('packer', 'Packer')",
]


@pytest.fixture(scope="module")
def altered() -> Iterator[tuple[Login, Stack]]:
    """root of a shop of these tests' own."""
    with stacks.start() as stack:
        root = Login(stack.url("admin"), database="store")
        yield root, stack
        root.close()


def rows_told(stack: Stack) -> list[str]:
    """What verify says of rows."""
    return [str(drift) for drift in verify(stack.url("admin")) if drift.kind.endswith("row")]


def test_a_fresh_shop_and_what_staff_do_are_no_drift(altered: tuple[Login, Stack]) -> None:
    root, stack = altered
    assert rows_told(stack) == []
    for statement in ALLOWED:
        assert root.execute(statement) == 1, statement
    assert rows_told(stack) == []


@pytest.mark.parametrize(("statement", "expected"), PLANTED, ids=[told for _, told in PLANTED])
def test_a_planted_row_is_named(
    statement: str, expected: str, altered: tuple[Login, Stack]
) -> None:
    root, stack = altered
    before = rows_told(stack)
    root.execute(statement)
    new = [told for told in rows_told(stack) if told not in before]
    assert len(new) == 1, new
    assert expected in new[0]


def test_every_seed_is_of_a_form_that_verify_reads() -> None:
    """Rows with their columns; what is missing of a SELECT; a column of rows that are there."""
    for file in read_tree(ROOT / "sql").seeds:
        for statement in file.statements:
            loaded = _LOADED.match(statement.text) and "ON DUPLICATE KEY UPDATE" in statement.text
            added = _ADDED.match(statement.text) and "ON DUPLICATE" not in statement.text
            assert loaded or added or _CHANGED.match(statement.text), (
                f"{file.path}:{statement.line}"
            )
