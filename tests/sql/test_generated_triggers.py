"""Audit and refusal triggers: current, and where somebody wrote one by hand, done all the same."""

from __future__ import annotations

import re

import pytest

from ops.migrations import generate, generate_enums
from ops.migrations.generate import rule_triggers, triggers_of
from ops.migrations.guards import Guard, read_guards
from ops.migrations.session import Session
from ops.paths import ROOT
from tests.support.logins import Login, refused
from tests.support.shop import PASSWORD_HASH, Shop
from tests.support.stack import Stack


@pytest.fixture(scope="module")
def guards(stack: Stack) -> list[Guard]:
    """How each table is guarded."""
    with Session(stack.url("admin"), print) as session:
        return read_guards(session)


def entries(shop: Shop, table: str, key: object) -> list[tuple[str, str | None, str | None]]:
    """What the audit tells of a row."""
    return [
        (row["action"], row["old_values"], row["new_values"])
        for row in shop.admin.rows(
            "SELECT action, old_values, new_values FROM store_audit.entries"
            " WHERE table_name = %s AND row_key = %s ORDER BY entry_id",
            table,
            str(key),
        )
    ]


def test_the_generated_files_are_current(stack: Stack) -> None:
    url = stack.url("admin")
    todo = [*generate(url, write=False), *generate_enums(url, write=False)]
    assert not todo, "run ./store db generate:\n" + "\n".join(todo)


def test_a_rule_trigger_does_the_duty_of_the_one_whose_place_it_takes(guards: list[Guard]) -> None:
    written = rule_triggers(ROOT / "sql")
    for guard in guards:
        for name, text in triggers_of(guard).items():
            if name not in written:
                continue
            rule = written[name].read_text()
            duty = "CALL fail(" if "CALL fail(" in text else "CALL audit_record("
            assert duty in rule, f"{name} does not {duty}"


def test_a_rule_trigger_compares_what_is_fixed(guards: list[Guard]) -> None:
    written = rule_triggers(ROOT / "sql")
    for guard in guards:
        rule = written.get(f"{guard.table}__before_update")
        for column in guard.fixed if rule else []:
            pattern = rf"NEW\.{column.name} <=>"
            assert rule and re.search(pattern, rule.read_text()), f"{rule}: {column.name}"


@pytest.mark.parametrize("name", ["albania", "Albania ", "Álbania"])
def test_a_new_spelling_is_a_change(name: str, shop: Shop, as_owner: Login) -> None:
    before = len(entries(shop, "countries", "AL"))
    as_owner.execute("UPDATE countries SET name = 'Albania' WHERE country_code = 'AL'")
    assert len(entries(shop, "countries", "AL")) == before
    as_owner.execute("UPDATE countries SET name = %s WHERE country_code = 'AL'", name)
    as_owner.execute("UPDATE countries SET name = 'Albania' WHERE country_code = 'AL'")
    assert len(entries(shop, "countries", "AL")) == before + 2


def test_a_new_secret_leaves_a_row_without_it(shop: Shop, as_owner: Login) -> None:
    person = shop.customer()
    secret = PASSWORD_HASH[:28] + "u"
    as_owner.execute("UPDATE user_credentials SET salt = %s WHERE user_id = %s", secret, person.id)
    told = entries(shop, "user_credentials", person.id)
    assert [action for action, _, _ in told] == ["insert", "update"]
    assert secret not in str(told) and PASSWORD_HASH[:29] not in str(told)


def test_a_row_that_is_kept_is_not_deleted(shop: Shop, as_owner: Login) -> None:
    with refused("row_kept"):
        as_owner.execute("DELETE FROM users WHERE user_id = %s", shop.customer().id)


def test_what_is_fixed_in_a_row_never_changes(shop: Shop, as_owner: Login) -> None:
    person = shop.customer()
    with refused("row_kept"):
        as_owner.execute(
            "UPDATE user_seals SET seal_key = RANDOM_BYTES(16) WHERE user_id = %s", person.id
        )
    as_owner.execute("UPDATE user_seals SET seal_key = seal_key WHERE user_id = %s", person.id)
