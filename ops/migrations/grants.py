"""Grants as data: what the files declare, what the server holds, and the difference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ops.migrations.errors import MigrationError
from ops.migrations.files import SqlFile, Tree
from ops.migrations.session import SCHEMAS, Flavor, Session, StatementError
from ops.migrations.splitter import effective

ROLE = "ROLE"
DEFAULT_ROLE = "DEFAULT ROLE"
_ACCOUNT = r"""(?:'[^']*'|`[^`]*`|"[^"]*"|[\w$]+)(?:\s*@\s*(?:'[^']*'|`[^`]*`|"[^"]*"|[\w$%.]+))?"""
_ACCOUNTS = rf"{_ACCOUNT}(?:\s*,\s*{_ACCOUNT})*"
_PRIVILEGES = re.compile(
    r"GRANT\s+(?P<privileges>.+?)\s+ON\s+(?:(?P<type>PROCEDURE|FUNCTION|TABLE)\s+)?"
    rf"(?P<object>[^\s]+)\s+TO\s+(?P<grantees>{_ACCOUNTS})(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ROLES = re.compile(
    rf"GRANT\s+(?P<roles>{_ACCOUNTS})\s+TO\s+(?P<grantees>{_ACCOUNTS})(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_DEFAULT_ROLE = re.compile(
    rf"SET\s+DEFAULT\s+ROLE\s+(?P<roles>{_ACCOUNTS})\s+(?:TO|FOR)\s+(?P<grantees>{_ACCOUNTS})",
    re.IGNORECASE | re.DOTALL,
)
_CREATED = re.compile(
    rf"CREATE\s+(?P<kind>USER|ROLE)\s+(?:IF\s+NOT\s+EXISTS\s+)?(?P<accounts>{_ACCOUNTS})",
    re.IGNORECASE | re.DOTALL,
)
_PRIVILEGE = re.compile(r"([A-Za-z_ ]+?)\s*(?:\(([^)]*)\))?\s*(?:,|\Z)")


class Account(NamedTuple):
    """A login or a role of ours."""

    name: str
    host: str
    is_role: bool

    @property
    def key(self) -> str:
        return f"{self.name}@{self.host}"

    def sql(self, flavor: Flavor) -> str:
        """MariaDB's roles have no host."""
        bare = self.is_role and flavor == "mariadb"
        return f"'{self.name}'" if bare else f"'{self.name}'@'{self.host}'"


class Grant(NamedTuple):
    """One privilege on one thing for one account; `column` only where it is a column's."""

    grantee: str
    privilege: str
    column: str
    type: str
    object: str

    def __str__(self) -> str:
        if self.privilege in (ROLE, DEFAULT_ROLE):
            return f"{self.privilege.lower()} {self.object.split('@')[0]} of {self.grantee}"
        column = f" ({self.column})" if self.column else ""
        kind = f"{self.type.lower()} " if self.type else ""
        return f"{self.privilege}{column} on {kind}{self.object} for {self.grantee}"


@dataclass(frozen=True)
class Place:
    """Where a grant is declared."""

    path: Path
    line: int


def parse(text: str) -> Iterator[Grant]:
    """The single grants of a GRANT or SET DEFAULT ROLE; nothing for other statements."""
    if match := _PRIVILEGES.match(text):
        for grantee in _accounts(match.group("grantees")):
            yield from _privileges(match, grantee)
    elif match := _ROLES.match(text):
        yield from _role_grants(match, ROLE)
    elif match := _DEFAULT_ROLE.match(text):
        yield from _role_grants(match, DEFAULT_ROLE)


def _privileges(match: re.Match[str], grantee: str) -> Iterator[Grant]:
    kind = (match.group("type") or "").upper().replace("TABLE", "")
    target = _object(match.group("object"))
    for name, columns in _PRIVILEGE.findall(match.group("privileges")):
        privilege = " ".join(name.upper().split())
        privilege = "ALL PRIVILEGES" if privilege == "ALL" else privilege
        if privilege == "USAGE":
            continue
        for column in columns.split(",") if columns else [""]:
            yield Grant(grantee, privilege, column.strip(" `\n\t"), kind, target)
    if "GRANT OPTION" in match.group("rest").upper():
        yield Grant(grantee, "GRANT OPTION", "", kind, target)


def _role_grants(match: re.Match[str], privilege: str) -> Iterator[Grant]:
    for grantee in _accounts(match.group("grantees")):
        for role in _accounts(match.group("roles")):
            if role != "NONE@%":
                yield Grant(grantee, privilege, "", "", role)


def _accounts(text: str) -> list[str]:
    return [_account(part) for part in re.findall(_ACCOUNT, text)]


def _account(text: str) -> str:
    name, _, host = text.partition("@")
    return f"{_plain(name)}@{_plain(host) or '%'}"


def _plain(text: str) -> str:
    return text.strip().strip("'`\"")


def _object(text: str) -> str:
    plain = text.replace("`", "").replace("\\_", "_")
    return plain if "." in plain else f"{SCHEMAS[0]}.{plain}"


def declared_accounts(tree: Tree, flavor: Flavor) -> list[Account]:
    """The logins and roles that sql/accounts.sql creates."""
    found = []
    for statement in tree.accounts.statements if tree.accounts else ():
        if match := _CREATED.match(effective(statement.text, flavor)):
            is_role = match.group("kind").upper() == "ROLE"
            for key in _accounts(match.group("accounts")):
                name, _, host = key.partition("@")
                found.append(Account(name, host, is_role))
    return found


def declared_grants(tree: Tree, flavor: Flavor) -> dict[Grant, Place]:
    """Every grant of every file, with its place."""
    found: dict[Grant, Place] = {}
    for item in tree.objects.values():
        for statement in item.grants:
            for grant in parse(effective(statement.text, flavor)):
                found[grant] = Place(item.file.path, statement.line)
    for file in (tree.accounts, tree.grants):
        if file is not None:
            found.update(_of_file(file, flavor))
    return found


def _of_file(file: SqlFile, flavor: Flavor) -> Iterator[tuple[Grant, Place]]:
    for statement in file.statements:
        for grant in parse(effective(statement.text, flavor)):
            yield grant, Place(file.path, statement.line)


def existing_accounts(session: Session) -> set[str]:
    """All accounts and roles of the server."""
    host = "Host" if session.flavor == "mysql" else "IF(is_role = 'Y', '%', Host)"
    return {f"{user}@{at}" for user, at in session.rows(f"SELECT User, {host} FROM mysql.user")}


def live_grants(session: Session, accounts: Iterable[Account]) -> set[Grant]:
    """What the server grants to these accounts, which must exist."""
    wanted = list(accounts)
    if not wanted:
        return set()
    found: set[Grant] = set()
    shows = [f"SHOW GRANTS FOR {account.sql(session.flavor)}" for account in wanted]
    keys = {account.key for account in wanted}
    for rows in session.results(shows):
        for row in rows:
            found.update(grant for grant in parse(str(row[0])) if grant.grantee in keys)
    found = {grant for grant in found if grant.privilege != DEFAULT_ROLE}
    return found | {grant for grant in _default_roles(session) if grant.grantee in keys}


def _default_roles(session: Session) -> Iterator[Grant]:
    if session.flavor == "mysql":
        query = "SELECT USER, HOST, DEFAULT_ROLE_USER, DEFAULT_ROLE_HOST FROM mysql.default_roles"
    else:
        query = "SELECT User, Host, default_role, '%' FROM mysql.user WHERE default_role <> ''"
    for user, host, role, role_host in session.rows(query):
        yield Grant(f"{user}@{host}", DEFAULT_ROLE, "", "", f"{role}@{role_host}")


def difference(session: Session, tree: Tree) -> tuple[dict[Grant, Place], set[Grant]]:
    """(declared but not on the server, on the server but not declared)."""
    declared = declared_grants(tree, session.flavor)
    existing = existing_accounts(session)
    accounts = [a for a in declared_accounts(tree, session.flavor) if a.key in existing]
    live = live_grants(session, accounts)
    missing = {grant: place for grant, place in declared.items() if grant not in live}
    return missing, live - set(declared)


def settle(session: Session, tree: Tree) -> list[tuple[str, Grant]]:
    """Grant what is missing and revoke what no file declares."""
    missing, extra = difference(session, tree)
    accounts = {account.key: account for account in declared_accounts(tree, session.flavor)}
    done: list[tuple[str, Grant]] = []
    for grant in sorted(extra):
        session.execute(_statement("REVOKE", grant, accounts, session.flavor))
        done.append(("revoked", grant))
    for grant, place in sorted(missing.items(), key=_roles_first):
        if grant.grantee not in accounts:
            message = f"{grant.grantee} is not created in sql/accounts.sql"
            raise MigrationError(message, file=place.path, line=place.line)
        try:
            session.execute(_statement("GRANT", grant, accounts, session.flavor))
        except StatementError as error:
            raise MigrationError(str(error), file=place.path, line=place.line) from error
        done.append(("granted", grant))
    return done


def _roles_first(entry: tuple[Grant, Place]) -> tuple[bool, Grant]:
    # A default role must have been granted before it can be one.
    return entry[0].privilege == DEFAULT_ROLE, entry[0]


def _statement(verb: str, grant: Grant, accounts: dict[str, Account], flavor: Flavor) -> str:
    grantee = accounts[grant.grantee].sql(flavor)
    word = "TO" if verb == "GRANT" else "FROM"
    if grant.privilege in (ROLE, DEFAULT_ROLE):
        name, _, host = grant.object.partition("@")
        known = accounts.get(grant.object, Account(name, host, is_role=True))
        role = known.sql(flavor)
        if grant.privilege == ROLE:
            return f"{verb} {role} {word} {grantee}"
        role = role if verb == "GRANT" else "NONE"
        return f"SET DEFAULT ROLE {role} {'TO' if flavor == 'mysql' else 'FOR'} {grantee}"
    column = f" (`{grant.column}`)" if grant.column else ""
    schema, _, name = grant.object.partition(".")
    target = f"{_level(schema)}.{_level(name)}"
    return f"{verb} {grant.privilege}{column} ON {grant.type} {target} {word} {grantee}"


def _level(name: str) -> str:
    return name if name == "*" else f"`{name}`"
