"""How each table is guarded: the rows of guarded_tables and guarded_columns beside the columns."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ops.migrations.errors import MigrationError
from ops.migrations.session import Session

_NUMBERS = ("tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double")
_TIMES = ("date", "datetime", "timestamp", "time", "year")
# MariaDB calls JSON longtext; the schema has no other.
_DOCUMENTS = ("json", "longtext")
_BYTES = ("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob")


@dataclass(frozen=True)
class Column:
    """One column, and how it is treated: fixed, secret, sealed, derived, or in no special way."""

    name: str
    kind: str
    treatment: str = ""
    owner: str = ""
    is_automatic: bool = False

    @property
    def is_text(self) -> bool:
        """Whether equal by its collation may still be another spelling."""
        return self.kind not in (*_NUMBERS, *_TIMES, *_DOCUMENTS, *_BYTES)

    @property
    def is_bytes(self) -> bool:
        """Whether JSON cannot hold it as it is."""
        return self.kind in _BYTES


@dataclass
class Guard:
    """One table: what its row in guarded_tables says, its columns in order, and its key."""

    table: str
    subsystem: str
    kind: str
    is_kept: bool
    columns: list[Column] = field(default_factory=list)
    key: list[Column] = field(default_factory=list)

    @property
    def compared(self) -> list[Column]:
        """What makes an UPDATE a change: a new secret is one, too."""
        return [column for column in self.columns if column.treatment != "derived"]

    @property
    def recorded(self) -> list[Column]:
        """What the audit may hold."""
        return [column for column in self.compared if column.treatment != "secret"]

    @property
    def fixed(self) -> list[Column]:
        """What never changes; what the audit finds again by its key keeps it, as rows that stay."""
        kept = self.key if self.is_kept or self.kind in ("audited", "recorded") else []
        return [
            each
            for each in self.columns
            if each.treatment == "fixed" or each.is_automatic or each in kept
        ]

    @property
    def number(self) -> Column | None:
        """The column that the server numbers."""
        return next((each for each in self.columns if each.is_automatic), None)


def read_guards(session: Session) -> list[Guard]:
    """Every guarded table, in the order of its name."""
    treated = {
        (table, column): (treatment, owner or "")
        for table, column, treatment, owner in session.rows(
            "SELECT table_name, column_name, treatment, owner_column FROM guarded_columns"
        )
    }
    columns = _columns(session, treated)
    if unknown := sorted(".".join(pair) for pair in treated):
        raise MigrationError(f"guarded_columns names what is not there: {', '.join(unknown)}")
    keys = _keys(session)
    guards = []
    for table, subsystem, kind, is_kept in session.rows(
        "SELECT table_name, subsystem_code, guard, is_kept FROM guarded_tables ORDER BY table_name"
    ):
        own = {column.name: column for column in columns[table]}
        key = [own[name] for name in keys[table]]
        guards.append(Guard(table, subsystem, kind, bool(is_kept), [*own.values()], key))
    return guards


def _columns(
    session: Session, treated: dict[tuple[str, str], tuple[str, str]]
) -> dict[str, list[Column]]:
    """The columns that can be written; takes the treatments that it uses out of `treated`."""
    found: dict[str, list[Column]] = defaultdict(list)
    for table, name, kind, extra in session.rows(
        "SELECT table_name, column_name, data_type, extra FROM information_schema.columns"
        " WHERE table_schema = 'store' AND COALESCE(generation_expression, '') = ''"
        " ORDER BY table_name, ordinal_position"
    ):
        treatment, owner = treated.pop((str(table), str(name)), ("", ""))
        automatic = "auto_increment" in str(extra).lower()
        found[str(table)].append(Column(str(name), str(kind).lower(), treatment, owner, automatic))
    return found


def _keys(session: Session) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for table, name in session.rows(
        "SELECT table_name, column_name FROM information_schema.key_column_usage"
        " WHERE table_schema = 'store' AND constraint_name = 'PRIMARY'"
        " ORDER BY table_name, ordinal_position"
    ):
        found[str(table)].append(str(name))
    return found
