"""Write what follows from the live schema and its seeds, so that nobody has to by hand: audit and
refusal triggers, the checks of both, and the codes of the OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ops.migrations.enums import FILE as ENUMS
from ops.migrations.enums import enums_module
from ops.migrations.generate_checks import generated_checks
from ops.migrations.guards import Column, Guard, read_guards
from ops.migrations.session import Session
from ops.paths import ROOT

GENERATED = "generated"
_FILE = """\
-- {name}: {purpose}
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS {name};
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER {name}
{timing} {event} ON {table} FOR EACH ROW
BEGIN
{body}
END$$
DELIMITER ;
"""
_ENTRY = """\
INSERT INTO store_audit.entries (
    happened_at, actor_id, db_user, subsystem_code, kind, action,
    table_name, row_key{columns}
)
VALUES (
    UTC_TIMESTAMP(6), @actor_id, USER(), '{subsystem}', 'event', '{action}',
    '{table}', {values}
);"""
# One number at the end of its type, and no row ever gets another: so nobody chooses one.
_NUMBERED = """\
IF NEW.{column} > 0 OR @@SESSION.insert_id > 0
OR @@SESSION.auto_increment_increment > @@GLOBAL.auto_increment_increment THEN
    CALL fail('derived_value', '{text}');
END IF;"""
_OLD, _NEW = "OLD", "NEW"
_HAS_CODES = (
    "SELECT 1 FROM information_schema.tables"
    " WHERE table_schema = 'store' AND table_name = 'order_statuses'"
)


def generate(admin_url: str, sql_dir: Path = ROOT / "sql", write: bool = True) -> list[str]:
    """Bring generated triggers and checks to what the schema says; what was done, or would be."""
    with Session(admin_url, lambda _: None) as session:
        guards = read_guards(session)
    triggers = generated_triggers(guards, rule_triggers(sql_dir))
    root = sql_dir.parent
    return [
        *_settle(sql_dir / "triggers" / GENERATED, triggers, root, write),
        *_settle(sql_dir / "checks" / GENERATED, generated_checks(guards), root, write),
    ]


def generate_enums(admin_url: str, root: Path = ROOT, write: bool = True) -> list[str]:
    """Bring the codes of the OpenAPI document to what the seeds say; what was done, or would be."""
    with Session(admin_url, lambda _: None) as session:
        # Other trees than ours have no codes.
        if not session.rows(_HAS_CODES):
            return []
        return _written({root / ENUMS: enums_module(session)}, root, write)


def _settle(folder: Path, texts: dict[str, str], root: Path, write: bool) -> list[str]:
    """Bring one folder to what is wanted there."""
    wanted = {folder / f"{name}.sql": text for name, text in sorted(texts.items())}
    done = _written(wanted, root, write)
    for path in sorted(folder.glob("*.sql")):
        if path not in wanted:
            done.append(f"delete {path.relative_to(root)}")
            if write:
                path.unlink()
    return done


def _written(wanted: dict[Path, str], root: Path, write: bool) -> list[str]:
    done = []
    for path, text in wanted.items():
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        done.append(f"write {path.relative_to(root)}")
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return done


def rule_triggers(sql_dir: Path) -> dict[str, Path]:
    """The triggers that people write, by name."""
    paths = sorted((sql_dir / "triggers").rglob("*.sql"))
    return {path.stem: path for path in paths if path.parent.name != GENERATED}


def generated_triggers(guards: list[Guard], written: dict[str, Path]) -> dict[str, str]:
    """The file of each trigger that a guard asks for and nobody wrote."""
    return {
        name: text
        for guard in guards
        for name, text in triggers_of(guard).items()
        if name not in written
    }


def triggers_of(guard: Guard) -> dict[str, str]:
    """The file of each trigger that the guard of one table asks for."""
    files = {}
    for timing, event, purpose, body in _triggers(guard):
        name = f"{guard.table}__{timing.lower()}_{event.lower()}"
        files[name] = _FILE.format(
            name=name,
            purpose=purpose,
            timing=timing,
            event=event,
            table=guard.table,
            body=_indented(body),
        )
    return files


def _triggers(guard: Guard) -> Iterator[tuple[str, str, str, str]]:
    is_kept = guard.is_kept or guard.kind in ("ledger", "derived")
    is_audited = guard.kind in ("audited", "recorded")
    if guard.number:
        yield "BEFORE", "INSERT", "rows get their number here.", _numbered(guard, guard.number)
    if guard.kind == "ledger":
        body = _refusal(f"Rows of {guard.table} never change.")
        yield "BEFORE", "UPDATE", "rows of this table never change.", body
    elif guard.fixed:
        yield "BEFORE", "UPDATE", "what is fixed in a row never changes.", _fixed(guard)
    if is_kept:
        body = _refusal(f"Rows of {guard.table} are never deleted.")
        yield "BEFORE", "DELETE", "rows of this table stay.", body
    if guard.kind == "audited":
        values = [_key(guard, _NEW), _document(guard, _NEW)]
        body = _entry(guard, "insert", values, ["new_values"])
        yield "AFTER", "INSERT", "record the row that came in the audit.", body
    # A table that is all key refuses each change that could be recorded.
    if is_audited and any(column not in guard.fixed for column in guard.compared):
        yield "AFTER", "UPDATE", "record what changed in the audit.", _update(guard)
    if is_audited and not is_kept:
        values = [_key(guard, _OLD), _document(guard, _OLD)]
        body = _entry(guard, "delete", values, ["old_values"])
        yield "AFTER", "DELETE", "record the deleted row in the audit.", body


def _refusal(text: str) -> str:
    return f"CALL fail('row_kept', '{text}');"


def _numbered(guard: Guard, number: Column) -> str:
    text = f"The database numbers {guard.table}."
    return _NUMBERED.format(column=number.name, text=text)


def _fixed(guard: Guard) -> str:
    refusal = _refusal(f"What is fixed in a row of {guard.table} never changes.")
    return _unless_same(guard.fixed, refusal)


def _update(guard: Guard) -> str:
    values = [_key(guard, _OLD), _document(guard, _OLD), _document(guard, _NEW)]
    entry = _entry(guard, "update", values, ["old_values", "new_values"])
    return _unless_same(guard.compared, entry)


def _unless_same(columns: list[Column], body: str) -> str:
    """Strings are compared byte by byte: a new spelling is a change."""
    tests = [
        f"NEW.{column.name} <=> CAST(OLD.{column.name} AS BINARY)"
        if column.is_text
        else f"NEW.{column.name} <=> OLD.{column.name}"
        for column in columns
    ]
    compared = _indented("\nAND ".join(tests))
    return f"IF NOT (\n{compared}\n) THEN\n{_indented(body)}\nEND IF;"


def _entry(guard: Guard, action: str, values: list[str], columns: list[str]) -> str:
    return _ENTRY.format(
        columns="".join(f", {name}" for name in columns),
        subsystem=guard.subsystem,
        action=action,
        table=guard.table,
        values=_indented(",\n".join(values)).lstrip(),
    )


def _key(guard: Guard, row: str) -> str:
    parts = [_plain(column, row) for column in guard.key]
    return parts[0] if len(parts) == 1 else f"CONCAT_WS('/', {', '.join(parts)})"


def _document(guard: Guard, row: str) -> str:
    pairs = [f"'{column.name}', {_value(column, row)}" for column in guard.recorded]
    listed = _indented(",\n".join(pairs))
    return f"JSON_OBJECT(\n{listed}\n)"


def _value(column: Column, row: str) -> str:
    plain = _plain(column, row)
    return f"seal({row}.{column.owner}, {plain})" if column.treatment == "sealed" else plain


def _plain(column: Column, row: str) -> str:
    return f"HEX({row}.{column.name})" if column.is_bytes else f"{row}.{column.name}"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())
