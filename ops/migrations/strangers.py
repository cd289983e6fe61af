"""Accounts that no file names, and accounts of ours that are more open than they should be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ops.local.environment import PUBLISHED_PASSWORD
from ops.migrations.accounts import DEFINERS, refusal
from ops.migrations.drift import Drift
from ops.migrations.files import Tree
from ops.migrations.grants import Account, declared_accounts, live_grants
from ops.migrations.session import Flavor, Session

# What a new server has; nobody but root logs in as one of them.
_ROOT, _EVERYBODY = "root@localhost", "PUBLIC@%"
_BUILT_IN: dict[Flavor, tuple[str, ...]] = {
    "mysql": ("mysql.infoschema@localhost", "mysql.session@localhost", "mysql.sys@localhost"),
    "mariadb": ("mariadb.sys@localhost",),
}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
# What everybody tries first, besides the name of the account.
_KNOWN = (PUBLISHED_PASSWORD, "storekeeper", "password", "secret", "changeme", "admin", "root")
_MYSQL = (
    "SELECT User, Host, FALSE, account_locked = 'Y',"
    " authentication_string = '' AND plugin LIKE '%password',"
    " COALESCE(JSON_LENGTH(User_attributes, '$.Password_locking'), 0) > 0 FROM mysql.user"
)
_MARIADB = (
    "SELECT User, IF(JSON_VALUE(Priv, '$.is_role'), '%', Host),"
    " COALESCE(JSON_VALUE(Priv, '$.is_role'), 0),"
    " COALESCE(JSON_VALUE(Priv, '$.account_locked'), 0),"
    " COALESCE(JSON_VALUE(Priv, '$.authentication_string'), '') = ''"
    " AND COALESCE(JSON_VALUE(Priv, '$.plugin'), '') LIKE '%password',"
    " @@max_password_errors < 100 FROM mysql.global_priv"
)
_MANY = 5


class Known(NamedTuple):
    """An account as the server has it."""

    name: str
    host: str
    is_role: bool
    is_locked: bool
    is_bare: bool
    counts_failures: bool

    @property
    def key(self) -> str:
        return f"{self.name}@{self.host}"

    @property
    def account(self) -> Account:
        return Account(self.name, self.host, self.is_role)


def found(session: Session, tree: Tree, admin_url: str) -> Iterator[Drift]:
    """Every account that should not be there, or should not be open like this."""
    query = _MYSQL if session.flavor == "mysql" else _MARIADB
    accounts = [
        Known(str(name), str(host), *(bool(int(flag)) for flag in flags))
        for name, host, *flags in session.rows(query)
    ]
    declared = {account.key: account for account in declared_accounts(tree, session.flavor)}
    built_in = _BUILT_IN[session.flavor]
    me = str(session.rows("SELECT CURRENT_USER()")[0][0])
    for account in accounts:
        if account.key not in (*declared, *built_in, _ROOT, me):
            rights = _summary(session, account)
            # MariaDB keeps the role that everybody has, once it was granted something.
            if rights or account.key != _EVERYBODY:
                kind = "role" if account.is_role else "account"
                finding = f"no file names it; it has {rights or 'no grants'}"
                yield Drift("extra", kind, account.key, finding)
        is_closed = account.key in built_in or account.name in DEFINERS
        if is_closed and not account.is_locked:
            yield Drift("changed", "account", account.key, "is open; nobody logs in as this one")
        if account.is_role or account.is_locked:
            continue
        if account.is_bare:
            yield Drift("changed", "account", account.key, "has no password")
        elif account.host not in _LOOPBACK and _is_known(account, admin_url):
            yield Drift("changed", "account", account.key, "has a password that everybody knows")


def _summary(session: Session, account: Known) -> str:
    """What an account may do, cut to what a person reads at a glance."""
    by_object: dict[str, list[str]] = defaultdict(list)
    for grant in sorted(live_grants(session, [account.account])):
        target = grant.object if "." in grant.object else f"role {grant.object.split('@')[0]}"
        by_object[target].append(grant.privilege)
    texts = [
        f"{', '.join(names) if len(names) <= _MANY else f'{len(names)} privileges'} on {target}"
        for target, names in by_object.items()
    ]
    return "; ".join(texts)


def _is_known(account: Known, admin_url: str) -> bool:
    """Whether it opens with a password that strangers try; not where a failed try may lock it."""
    if account.counts_failures:
        return False
    return any(
        not refusal(admin_url, account.name, password) for password in (*_KNOWN, account.name)
    )
