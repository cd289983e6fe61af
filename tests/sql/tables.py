"""What information_schema says about the tables of the shop, as far as attacks need it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ops.paths import ROOT
from tests.support.logins import Login

NUMBERS = ("tinyint", "smallint", "int", "bigint", "decimal")
TIMES = ("datetime", "date")
TEXTS = ("char", "varchar", "text")
# Treatments of columns of which the audit holds no value.
UNTOLD = ("secret", "derived")


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    name: str
    kind: str
    is_nullable: bool
    is_automatic: bool
    max_length: int | None

    @property
    def is_number(self) -> bool:
        """Whether arithmetic makes sense."""
        return self.kind in NUMBERS


@dataclass
class Table:
    """One table: its guard, columns, keys, references and allowed words."""

    name: str
    guard: str
    columns: dict[str, Column] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    uniques: list[tuple[str, ...]] = field(default_factory=list)
    parents: dict[str, tuple[str, str]] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)
    is_kept: bool = False
    treatments: dict[str, str] = field(default_factory=dict)

    @property
    def audited(self) -> set[str]:
        """The columns of which the audit holds the values."""
        return {name for name in self.columns if self.treatments.get(name) not in UNTOLD}

    @property
    def fixed(self) -> set[str]:
        """What a raw UPDATE never changes."""
        kinds = {"fixed", "derived"} if self.guard == "derived" else {"fixed"}
        return {name for name, kind in self.treatments.items() if kind in kinds}

    def where(self) -> str:
        """The condition that finds one row by its key."""
        return " AND ".join(f"{name} = %s" for name in self.key)

    def key_of(self, row: dict[str, Any]) -> tuple[Any, ...]:
        """The key of a row."""
        return tuple(row[name] for name in self.key)


def listed() -> dict[str, str]:
    """Every table and its guard, as the seed file lists them."""
    text = (ROOT / "sql/seed/reference/030_guarded_tables.sql").read_text()
    return dict(re.findall(r"^\('(\w+)', '\w+', '(\w+)', \w+\)", text, re.MULTILINE))


def with_fixed_columns() -> set[str]:
    """The tables in which something never changes, as the seed file lists them."""
    text = (ROOT / "sql/seed/reference/031_guarded_columns.sql").read_text()
    return set(re.findall(r"^\('(\w+)', '\w+', 'fixed'", text, re.MULTILINE))


def read(login: Login, name: str) -> Table:
    """One table as the server describes it."""
    listed = login.rows("SELECT guard, is_kept FROM guarded_tables WHERE table_name = %s", name)[0]
    table = Table(name, listed["guard"], is_kept=bool(listed["is_kept"]))
    for row in login.rows(
        "SELECT column_name AS name, treatment FROM guarded_columns WHERE table_name = %s", name
    ):
        table.treatments[row["name"]] = row["treatment"]
    for row in login.rows(
        "SELECT column_name AS name, data_type AS kind, is_nullable AS nullable, extra AS extra,"
        " character_maximum_length AS length FROM information_schema.columns"
        " WHERE table_schema = 'store' AND table_name = %s ORDER BY ordinal_position",
        name,
    ):
        automatic = "auto_increment" in row["extra"].lower()
        table.columns[row["name"]] = Column(
            row["name"], row["kind"], row["nullable"] == "YES", automatic, row["length"]
        )
    _read_keys(login, table)
    _read_words(login, table)
    return table


def _read_keys(login: Login, table: Table) -> None:
    found: dict[str, list[str]] = {}
    for row in login.rows(
        "SELECT index_name AS name, column_name AS col FROM information_schema.statistics"
        " WHERE table_schema = 'store' AND table_name = %s AND non_unique = 0"
        " ORDER BY index_name, seq_in_index",
        table.name,
    ):
        found.setdefault(row["name"], []).append(row["col"])
    table.key = tuple(found.pop("PRIMARY"))
    table.uniques = [tuple(names) for names in found.values()]
    for row in login.rows(
        "SELECT column_name AS col, referenced_table_name AS parent,"
        " referenced_column_name AS parent_col FROM information_schema.key_column_usage"
        " WHERE table_schema = 'store' AND table_name = %s AND referenced_table_name IS NOT NULL",
        table.name,
    ):
        table.parents[row["col"]] = (row["parent"], row["parent_col"])


def _read_words(login: Login, table: Table) -> None:
    """The literals in a CHECK are the values that an attacker would try first."""
    for row in login.rows(
        "SELECT c.check_clause AS clause FROM information_schema.check_constraints AS c"
        " INNER JOIN information_schema.table_constraints AS t"
        " ON c.constraint_schema = t.constraint_schema AND c.constraint_name = t.constraint_name"
        " WHERE t.table_schema = 'store' AND t.table_name = %s",
        table.name,
    ):
        words = set(re.findall(r"'([a-z_]+)\\*'", row["clause"]))
        for name in re.findall(r"`(\w+)`", row["clause"]):
            if name in table.columns and table.columns[name].kind in TEXTS:
                table.words.setdefault(name, set()).update(words)
