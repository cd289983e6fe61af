"""Logins and roles: created with a password from the start, never left open."""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit

import mysql.connector

from ops.database import connect
from ops.migrations.errors import MigrationError, line_in_file
from ops.migrations.files import SqlFile, Tree
from ops.migrations.grants import Account, declared_accounts, existing_accounts
from ops.migrations.journal import Journal
from ops.migrations.session import Session, StatementError
from ops.migrations.splitter import effective

_ACCESS_DENIED = 1045
_LOCKED = (3118, 4151)
# Before the kind of a process, in the passwords: the secret of its session.
SESSION = "session_"
# Only routines run as these: they stay locked and never get a password.
DEFINERS = ("store_retention", "store_sealer", "store_watcher")


def missing_accounts(session: Session, tree: Tree) -> list[Account]:
    """What sql/accounts.sql declares and the server does not know."""
    existing = existing_accounts(session)
    return [a for a in declared_accounts(tree, session.flavor) if a.key not in existing]


def apply_accounts(
    session: Session, journal: Journal, tree: Tree, passwords: dict[str, str]
) -> None:
    """Create what is missing and run the file; it is made of repeatable statements."""
    file = tree.accounts
    if file is None:
        return
    for account in missing_accounts(session, tree):
        if account.is_role or account.name in DEFINERS:
            continue
        if account.name not in passwords:
            raise MigrationError(f"no password is given for {account.key}", file=file.path)
        session.execute(
            f"CREATE USER {account.sql(session.flavor)} IDENTIFIED BY %s",
            (passwords[account.name],),
        )
    _run(session, file)
    journal.record(("accounts", file.name), str(file.path), file.checksum, "")


def _run(session: Session, file: SqlFile) -> None:
    for statement in file.statements:
        if not effective(statement.text, session.flavor):
            continue
        try:
            session.execute(statement.text)
        except StatementError as error:
            raise MigrationError(
                str(error),
                file=file.path,
                line=line_in_file(statement.line, error.message),
                statement=statement.text,
            ) from error


def settle_passwords(
    session: Session, tree: Tree, admin_url: str, passwords: dict[str, str]
) -> list[str]:
    """Give each login its password unless it already opens; the logins changed."""
    changed = []
    for account in declared_accounts(tree, session.flavor):
        password = passwords.get(account.name)
        if account.is_role or account.name in DEFINERS or password is None:
            continue
        why = refusal(admin_url, account.name, password)
        if why in _LOCKED and _has_password(session, account):
            session.progress(f"login {account.name} was locked by hand and is left so")
        elif why:
            session.execute(
                f"ALTER USER {account.sql(session.flavor)} IDENTIFIED BY %s ACCOUNT UNLOCK",
                (password,),
            )
            changed.append(account.name)
    return changed


def settle_sessions(session: Session, passwords: dict[str, str]) -> None:
    """Let each process of the shop act by the secret that it was given, and by no older one."""
    for name, secret in passwords.items():
        if name.startswith(SESSION):
            kind = name.removeprefix(SESSION)
            session.execute("CALL store.service_session_take(%s, %s)", (kind, secret))


def _has_password(session: Session, account: Account) -> bool:
    found = session.rows(
        "SELECT authentication_string <> '' FROM mysql.user WHERE User = %s AND Host = %s",
        (account.name, account.host),
    )
    return bool(found and found[0][0])


def refusal(admin_url: str, user: str, password: str) -> int:
    """Why the login does not open with this password, or 0 where it does."""
    parts = urlsplit(admin_url)
    where = parts.netloc.rpartition("@")[2]
    netloc = f"{quote(user, safe='')}:{quote(password, safe='')}@{where}"
    try:
        connect(urlunsplit(parts._replace(netloc=netloc, path=""))).close()
    except mysql.connector.Error as error:
        if error.errno in (_ACCESS_DENIED, *_LOCKED):
            return error.errno
        raise
    return 0
