"""Guards do not trust a snapshot: what they compare with is locked, or cannot have changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops.paths import ROOT

TRIGGERS = ROOT / "sql/triggers"
RULES = [path for path in TRIGGERS.rglob("*.sql") if path.parent.name != "generated"]
INTERNAL = {path.stem: path for path in (ROOT / "sql/procedures").glob("*/internal/*.sql")}


def called(paths: list[Path]) -> set[Path]:
    """The routines that these call, and those that they call."""
    found: set[Path] = set()
    while new := {
        INTERNAL[name]
        for path in (*paths, *found)
        for name in re.findall(r"\b([a-z_]+)\s*\(", path.read_text())
        if name in INTERNAL
    } - {*paths, *found}:
        found |= new
    return found


GUARDS = sorted({*RULES, *called(RULES)})
LOCKED = re.compile(r"\b(FOR UPDATE|LOCK IN SHARE MODE)\s*$")
OWN = "reads only a row that this transaction has written"
KEPT = "the row is kept, and the columns that are read never change"
WORDS = "only the words of a refusal"
# Reference data: rows are kept and the fixed columns never change; of a price, a limit or a
# title, the one that counted a moment ago is as good as that of now.
REFERENCE = {
    "settings",
    "time_zones",
    "event_kinds",
    "order_statuses",
    "order_status_transitions",
    "payment_entry_kinds",
    "payment_methods",
    "stock_entry_kinds",
    "product_statuses",
}
UNLOCKED: dict[tuple[str, str], str] = {
    ("try_counted", "tries"): OWN,
    ("seal", "user_seals"): "a key is made once; where it has gone, so has the value",
    ("stock__before_update", "stock_entries"): OWN,
    ("events__before_insert", "order_status_changes"): OWN,
    ("events__before_insert", "users"): KEPT,
    ("mails__before_insert", "events"): KEPT,
    ("mails__before_insert", "orders"): KEPT,
    ("mails__before_insert", "users"): "to whichever address, an event owes one mail",
    ("order_status_changes__before_insert", "payment_entries"): OWN,
    ("orders__before_update", "order_status_changes"): OWN,
    ("orders__before_update", "payment_entries"): OWN,
    ("payment_entries__before_insert", "payments"): KEPT,
    # The first entry of an attempt is its capture: whoever does not see it yet is refused.
    ("payment_entries__before_insert", "payment_entries"): KEPT,
    ("order_stock_move", "stock_locations"): "a location that came a moment ago is passed over",
    ("order_frozen_refuse", "orders"): WORDS,
    ("stock_refuse", "variants"): WORDS,
    ("stock_refuse", "products"): WORDS,
    ("fail", "problems"): WORDS,
    ("guarded_tables__before_delete", "information_schema"): "the server's own lists have no locks",
    ("guarded_tables__before_insert", "information_schema"): "the server's own lists have no locks",
}

ALL = sorted(TRIGGERS.rglob("*.sql"))
# What a session may say about the time, and how long ago its statement may have begun.
CLOCK = (
    "ABS(TIMESTAMPDIFF(SECOND, LOCALTIMESTAMP(6), SYSDATE(6)))"
    " > 60 + @@GLOBAL.innodb_lock_wait_timeout"
)
# Times that follow a row whose trigger has asked the clock, or that end something.
FOLLOWING = {
    "orders__before_update": "follows the history, in its statement",
    "products__before_update": "the audit row asks the clock",
    "users__before_update": "ends sessions",
}


def scopes(statement: str) -> Iterator[str]:
    """A statement and each bracket in it, without the brackets within."""
    while inner := re.search(r"\(([^()]*)\)", statement):
        yield inner[1].strip()
        statement = statement[: inner.start()] + " _ " + statement[inner.end() :]
    yield statement.strip()


def unlocked_reads(path: Path) -> set[str]:
    """The tables that a trigger reads without a lock to compare or copy what they say."""
    code = re.sub(r"--.*|'[^']*'", "", path.read_text())
    found: set[str] = set()
    for statement in code[code.index("BEGIN") :].split(";"):
        for scope in scopes(statement):
            is_read = re.search(r"\bSELECT\b", scope) and not re.search(r"\bINSERT INTO\b", scope)
            if is_read and not LOCKED.search(scope):
                found |= set(re.findall(r"\b(?:FROM|JOIN) (\w+)", scope))
    return found


@pytest.mark.parametrize("path", GUARDS, ids=lambda path: path.stem)
def test_a_guard_locks_what_it_reads(path: Path) -> None:
    allowed = {table for trigger, table in UNLOCKED if trigger == path.stem}
    assert unlocked_reads(path) - REFERENCE <= allowed, "a snapshot may be older than the truth"


def test_no_exception_is_left_over() -> None:
    reads = {(path.stem, table) for path in GUARDS for table in unlocked_reads(path)}
    assert set(UNLOCKED) <= reads
    assert {table for _, table in reads} >= REFERENCE - {"product_statuses"}


def test_what_is_reference_data_is_kept_or_guarded() -> None:
    seed = (ROOT / "sql/seed/reference/030_guarded_tables.sql").read_text()
    guards = dict(re.findall(r"^\('(\w+)', '\w+', '(\w+)'", seed, re.M))
    assert {guards[table] for table in REFERENCE} == {"audited"}


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_a_guard_does_not_let_null_pass(path: Path) -> None:
    code = re.sub(r"--.*|'[^']*'", "", path.read_text())
    assert not re.search(r"<>(?!=)|!=", code.replace("<=>", "")), "NULL <> x is NULL: NOT a <=> b"
    assert not re.search(r"\bNOT (NEW|OLD)\.\w+\s+(AND|OR|THEN|\))", code), "NOT NULL is NULL"
    assert not re.search(r"\bNOT v_\w+\s+(AND|OR|THEN|\))", code), "NOT NULL is NULL"


def test_whoever_writes_the_time_asks_the_clock() -> None:
    for path in ALL:
        code = " ".join(path.read_text().split())
        if re.search(r"SET \S+ = UTC_TIMESTAMP\(6\)|created_at = NEW", code):
            assert (CLOCK in code) != (path.stem in FOLLOWING), path.stem


def test_all_numbers_are_guarded_alike() -> None:
    found = [path.stem for path in ALL if "@@SESSION.insert_id > 0" in path.read_text()]
    schema = "\n".join(path.read_text() for path in (ROOT / "sql/schema").glob("*.sql"))
    assert len(found) == len(re.findall(r"^    \w+ .*AUTO_INCREMENT,$", schema, re.M))
    for stem in found:
        assert stem.endswith("__before_insert")
