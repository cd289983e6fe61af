"""Read the `sql/` tree: which files there are and what each of them declares."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ops.migrations.errors import MigrationError
from ops.migrations.splitter import Statement, split

Kind = Literal["procedure", "function", "view", "trigger"]

_NAME = r"(?:`?store`?\s*\.\s*)?`?(?P<name>(?:store_audit\.)?[A-Za-z_][\w$]*)`?"
_DEFINER = r"DEFINER\s*=\s*(?:CURRENT_USER(?:\s*\(\s*\))?|\S+?(?:\s*@\s*\S+)?)\s+"
_CREATE = re.compile(
    r"CREATE\s+(?:OR\s+REPLACE\s+)?(?:ALGORITHM\s*=\s*\w+\s+)?"
    rf"(?:{_DEFINER})?(?:SQL\s+SECURITY\s+\w+\s+)?"
    rf"(?P<kind>PROCEDURE|FUNCTION|TRIGGER|VIEW)\s+(?:IF\s+NOT\s+EXISTS\s+)?{_NAME}",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\s+(?P<timing>BEFORE|AFTER)\s+(?P<event>INSERT|UPDATE|DELETE)\s+ON\s+"
    r"(?:`?store`?\s*\.\s*)?`?(?P<table>(?:store_audit\.)?[\w$]+)`?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")
# One transaction a seed file: what commits by itself has no place there.
_SEED_VERBS = ("INSERT", "UPDATE", "DELETE", "SET", "SELECT", "WITH")
_OBJECT_FOLDERS: dict[str, tuple[Kind, ...]] = {
    "procedures": ("procedure", "function"),
    "views": ("view",),
    "triggers": ("trigger",),
}


@dataclass(frozen=True)
class SqlFile:
    """A parsed file. `path` is relative to the folder that holds `sql/`."""

    path: Path
    statements: tuple[Statement, ...]
    checksum: str

    @property
    def name(self) -> str:
        return self.path.name


@dataclass(frozen=True)
class ObjectFile:
    """A file that declares one routine, view or trigger, and the grants on it."""

    file: SqlFile
    kind: Kind
    name: str
    create: Statement
    name_span: tuple[int, int]
    grants: tuple[Statement, ...] = ()
    table: str = ""
    timing: str = ""
    event: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return (self.kind, self.name)

    def renamed(self, name: str) -> str:
        """The CREATE statement under another name."""
        start, end = self.name_span
        return self.create.text[:start] + name + self.create.text[end:]


@dataclass(frozen=True)
class Tree:
    """Everything that `sql/` declares and the runner applies."""

    schema: tuple[SqlFile, ...] = ()
    objects: dict[tuple[str, str], ObjectFile] = field(default_factory=dict)
    seeds: tuple[SqlFile, ...] = ()
    accounts: SqlFile | None = None
    grants: SqlFile | None = None

    def of_kind(self, kind: str) -> list[ObjectFile]:
        return [item for item in self.objects.values() if item.kind == kind]


def read_tree(sql_dir: Path) -> Tree:
    """Parse the whole tree, so that a broken file is known before anything is touched."""
    if not sql_dir.is_dir():
        raise MigrationError("there is no such folder", file=sql_dir)
    root = sql_dir.parent
    objects: dict[tuple[str, str], ObjectFile] = {}
    for folder, kinds in _OBJECT_FOLDERS.items():
        for path in sorted((sql_dir / folder).rglob("*.sql")):
            item = _object_file(read_file(path, root), kinds)
            if other := objects.get(item.key):
                raise MigrationError(
                    f"{item.kind} {item.name} is declared by {other.file.path} too",
                    file=item.file.path,
                )
            objects[item.key] = item
    return Tree(
        schema=tuple(_schema_files(sql_dir / "schema", root)),
        objects=objects,
        seeds=tuple(_seed_files(sql_dir / "seed" / "reference", root)),
        accounts=_optional(sql_dir / "accounts.sql", root),
        grants=_optional(sql_dir / "grants.sql", root),
    )


def read_file(path: Path, root: Path) -> SqlFile:
    """Parse one file; its checksum is over the bytes that lie on the disk."""
    shown = path.relative_to(root)
    raw = path.read_bytes()
    try:
        statements = split(raw.decode("utf-8").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise MigrationError(f"is not UTF-8 text: {error.reason}", file=shown) from error
    except MigrationError as error:
        raise MigrationError(error.message, file=shown, line=error.line) from error
    return SqlFile(shown, tuple(statements), hashlib.sha256(raw).hexdigest())


def text_checksum(texts: Iterator[str] | list[str]) -> str:
    """A checksum over statements only, so that comments between them may be edited."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def _optional(path: Path, root: Path) -> SqlFile | None:
    return read_file(path, root) if path.is_file() else None


def _schema_files(folder: Path, root: Path) -> Iterator[SqlFile]:
    seen: dict[str, Path] = {}
    for path in sorted(folder.glob("*.sql")):
        match = _NUMBERED.fullmatch(path.name)
        if match is None:
            raise MigrationError("a schema file is named NNNN_name.sql", file=path)
        if other := seen.get(match.group(1)):
            message = f"has the same number as {other.name}: give one of them the next number"
            raise MigrationError(message, file=path.relative_to(root))
        seen[match.group(1)] = path
        yield read_file(path, root)


def _seed_files(folder: Path, root: Path) -> Iterator[SqlFile]:
    for path in sorted(folder.glob("*.sql")):
        file = read_file(path, root)
        for statement in file.statements:
            if statement.text.split(None, 1)[0].upper() not in _SEED_VERBS:
                raise MigrationError(
                    f"a seed file holds only {', '.join(_SEED_VERBS)}",
                    file=file.path,
                    line=statement.line,
                    statement=statement.text,
                )
        yield file


def _object_file(file: SqlFile, kinds: tuple[Kind, ...]) -> ObjectFile:
    creates = [s for s in file.statements if _verb(s) == "CREATE"]
    grants = tuple(s for s in file.statements if _verb(s) == "GRANT")
    for statement in file.statements:
        if _verb(statement) not in ("CREATE", "GRANT", "DROP"):
            message = "only DROP, CREATE and GRANT belong in the file of an object"
            raise MigrationError(
                message, file=file.path, line=statement.line, statement=statement.text
            )
    if len(creates) != 1:
        raise MigrationError(f"one CREATE is expected, {len(creates)} found", file=file.path)
    create = creates[0]
    match = _CREATE.match(create.text)
    kind = match.group("kind").lower() if match else ""
    if match is None or kind not in kinds:
        message = f"CREATE {' or '.join(kinds).upper()} is expected"
        raise MigrationError(message, file=file.path, line=create.line, statement=create.text)
    name = match.group("name")
    if f"{name.removeprefix('store_audit.')}.sql" != file.name:
        message = f"declares {kind} {name}: the file must be named {name}.sql"
        raise MigrationError(message, file=file.path, line=create.line)
    table, timing, event = _event(file, create, match.end()) if kind == "trigger" else ("",) * 3
    exact: Kind = next(k for k in kinds if k == kind)
    span = match.span("name")
    return ObjectFile(file, exact, name, create, span, grants, table, timing, event)


def _verb(statement: Statement) -> str:
    return statement.text.split(None, 1)[0].upper()


def _event(file: SqlFile, create: Statement, position: int) -> tuple[str, str, str]:
    match = _EVENT.match(create.text, position)
    if match is None:
        message = "BEFORE or AFTER, INSERT, UPDATE or DELETE, ON and a table are expected"
        raise MigrationError(message, file=file.path, line=create.line, statement=create.text)
    return match.group("table"), match.group("timing").upper(), match.group("event").upper()
