"""Procedures, functions and views: replaced so that a broken file changes nothing."""

from __future__ import annotations

from ops.migrations.errors import MigrationError, line_in_file
from ops.migrations.files import ObjectFile
from ops.migrations.live import NEXT, definition, quoted
from ops.migrations.session import Session, StatementError
from ops.migrations.splitter import Statement, effective


def failure(item: ObjectFile, statement: Statement, error: StatementError) -> MigrationError:
    """The server's refusal, with the place in the file."""
    return MigrationError(
        str(error),
        file=item.file.path,
        line=line_in_file(statement.line, error.message),
        statement=statement.text,
    )


def create_routine(session: Session, item: ObjectFile) -> None:
    """Create a routine that is not there yet, with its grants."""
    _ddl(session, item, item.create.text)
    grant(session, item)


def prove_routine(session: Session, item: ObjectFile) -> None:
    """Create the new text under another name and drop it again: the server takes it."""
    _ddl(session, item, item.renamed(item.name + NEXT))
    session.ddl(f"DROP {item.kind.upper()} {quoted(item.name + NEXT)}")


def replace_routine(session: Session, item: ObjectFile) -> None:
    """Swap a proved routine in one packet to the server.

    The packet holds DROP, CREATE and the GRANTs that DROP deletes: callers see 1305 or
    1370 for an instant, and the death of the runner cannot come between the statements.
    """
    kind = item.kind.upper()
    old = definition(session, item.key)
    grants = [s.text for s in item.grants if effective(s.text, session.flavor)]
    drop = f"DROP {kind} IF EXISTS {quoted(item.name)}"
    try:
        session.ddl(";\n".join([drop, item.create.text, *grants]))
    except StatementError as error:
        _put_back(session, item, old, grants)
        raise failure(item, item.create, error) from error


def _put_back(session: Session, item: ObjectFile, old: str, grants: list[str]) -> None:
    """The old routine stands again if the packet got stuck behind its DROP."""
    if definition(session, item.key) or not old:
        return
    session.ddl(old)
    for text in grants:
        session.execute(text)


def replace_view(session: Session, item: ObjectFile) -> None:
    """CREATE OR REPLACE VIEW is atomic and keeps the grants."""
    _ddl(session, item, item.create.text)
    grant(session, item)


def drop(session: Session, kind: str, name: str) -> None:
    """Drop a routine or a view."""
    session.ddl(f"DROP {kind.upper()} IF EXISTS {quoted(name)}")


def grant(session: Session, item: ObjectFile) -> None:
    """Run the GRANTs of an object's own file."""
    for statement in item.grants:
        if not effective(statement.text, session.flavor):
            continue
        try:
            session.execute(statement.text)
        except StatementError as error:
            raise failure(item, statement, error) from error


def _ddl(session: Session, item: ObjectFile, text: str) -> None:
    try:
        session.ddl(text)
    except StatementError as error:
        raise failure(item, item.create, error) from error
