"""Versioned files: each statement once, in order, resumed where a failure stopped."""

from __future__ import annotations

import re

from ops.migrations.errors import MigrationError, first_line, line_in_file
from ops.migrations.files import SqlFile, Tree, text_checksum
from ops.migrations.journal import Journal, SchemaRecord
from ops.migrations.live import definition
from ops.migrations.session import SCHEMAS, Session, StatementError
from ops.migrations.splitter import Statement, effective

_RESET = "Before version 1.0: ./store reset, which deletes the local data."
_TRANSACTIONAL = ("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH")
# Answers to a statement that had been done when its runner died before writing it down.
_ALREADY = (1007, 1050, 1051, 1060, 1061, 1068, 1091, 1826, 3822)
_LOST_CONNECTION = (2006, 2013, 2055)
_NAME = r"((?:`?\w+`?\s*\.\s*)?`?\w+`?)"
_TARGETS = (
    re.compile(rf"(?:CREATE|ALTER)\s+TABLE\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?{_NAME}", re.IGNORECASE),
    re.compile(rf"(?:CREATE|DROP)\s+(?:\w+\s+)?INDEX\s+\S+\s+ON\s+{_NAME}", re.IGNORECASE),
)
_LISTED = re.compile(
    r"(DROP|RENAME)\s+TABLES?\s+(?:IF\s+EXISTS\s+)?(.*)", re.IGNORECASE | re.DOTALL
)


def pending_statements(file: SqlFile, journal: Journal) -> int:
    """How many statements of a file are not done yet."""
    record = journal.schema.get(file.name)
    if record and record.finished:
        return 0
    return max(1, len(file.statements) - len(record.done if record else ()))


def check_history(tree: Tree, journal: Journal) -> None:
    """Refuse files that differ from what was applied under their names."""
    files = {file.name: file for file in tree.schema}
    for name, record in journal.schema.items():
        if name not in files:
            raise MigrationError(f"schema file {name} was applied and is gone. {_RESET}")
        _check_file(files[name], record)
    newest = max((n for n, record in journal.schema.items() if record.finished), default="")
    for file in tree.schema:
        if file.name not in journal.schema and file.name < newest:
            raise MigrationError(
                f"comes before {newest}, which is applied: give it the next number",
                file=file.path,
            )


def _check_file(file: SqlFile, record: SchemaRecord) -> None:
    sums = [_sum(statement) for statement in file.statements]
    if record.finished:
        if text_checksum(sums) != record.checksum:
            message = "was edited after it had been applied. Undo the edit, or write the next file"
            raise MigrationError(f"{message} (./store db new NAME). {_RESET}", file=file.path)
        return
    for position, applied in enumerate(record.done):
        if position >= len(sums) or sums[position] != applied:
            line = file.statements[position].line if position < len(sums) else None
            message = f"statement {position + 1} was edited after it had been applied. {_RESET}"
            raise MigrationError(message, file=file.path, line=line)


def _sum(statement: Statement) -> str:
    return text_checksum([statement.text])


def apply_file(session: Session, journal: Journal, file: SqlFile) -> None:
    """Run what is left of one file."""
    sums = [_sum(statement) for statement in file.statements]
    record = journal.start_file(file.name, text_checksum(sums), len(sums))
    first, total = len(record.done), len(sums)
    if first:
        session.progress(f"schema {file.name}: goes on at statement {first + 1} of {total}")
    for position in range(first, total):
        statement = file.statements[position]
        text = effective(statement.text, session.flavor)
        # A new table is there at once; everything else may take its time on a full one.
        if not text.upper().startswith("CREATE TABLE"):
            session.progress(f"schema {file.name} {position + 1}/{total}: {first_line(text, 60)}")
        interrupted = record.running_statement == position
        try:
            _run(session, journal, file, position, text, interrupted)
        except StatementError as error:
            if error.errno not in _LOST_CONNECTION:
                journal.statement_stopped(file.name)
            raise MigrationError(
                f"{error} (statement {position + 1} of {total}; what was done before stays,"
                " the next apply goes on here)",
                file=file.path,
                line=line_in_file(statement.line, error.message),
                statement=statement.text,
            ) from error
    journal.finish_file(file.name)


def _run(
    session: Session, journal: Journal, file: SqlFile, position: int, text: str, interrupted: bool
) -> None:
    statement = file.statements[position]
    if text.upper().startswith(_TRANSACTIONAL):
        with session.transaction():
            session.execute(statement.text)
            journal.statement_done(file.name, position, _sum(statement))
        return
    touched = tables_touched(text)
    if text:
        if not interrupted:
            _refuse_drift(session, journal, file, statement, touched)
        journal.statement_runs(file.name, position)
        try:
            session.ddl(statement.text)
        except StatementError as error:
            if not (interrupted and error.errno in _ALREADY):
                raise
            session.progress(f"schema {file.name}: statement {position + 1} had been done")
    with session.transaction():
        journal.statement_done(file.name, position, _sum(statement))
        for table in touched:
            record_table(session, journal, file, table)


def tables_touched(text: str) -> list[str]:
    """The tables whose definition a statement changes, as verify names them."""
    for pattern in _TARGETS:
        if match := pattern.match(text):
            return [_shown(match.group(1))]
    match = _LISTED.match(text)
    if match is None:
        return []
    parts = re.split(r",|\bTO\b", match.group(2), flags=re.IGNORECASE)
    return [_shown(part.split()[0]) for part in parts if part.split()]


def _shown(name: str) -> str:
    plain = re.sub(r"[`\s]", "", name)
    return plain.removeprefix(f"{SCHEMAS[0]}.")


def _refuse_drift(
    session: Session, journal: Journal, file: SqlFile, statement: Statement, touched: list[str]
) -> None:
    """A change by hand must not slip into the record together with a migration."""
    for table in touched:
        record = journal.objects.get(("table", table))
        if record and record.definition != definition(session, ("table", table)):
            raise MigrationError(
                f"table {table} was altered by hand: ./store db verify shows how; undo that first",
                file=file.path,
                line=statement.line,
            )


def record_table(session: Session, journal: Journal, file: SqlFile, table: str) -> None:
    """Write down how a table looks now."""
    text = definition(session, ("table", table))
    if text:
        journal.record(("table", table), str(file.path), "", text)
    else:
        journal.forget(("table", table))
