"""The password of the demo logins: a published one is for a shop that strangers do not reach."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import bcrypt
from mysql.connector.abstracts import MySQLConnectionAbstract

from ops.database import connect
from ops.local.environment import PUBLISHED_PASSWORD
from ops.migrations.drift import Drift
from ops.migrations.files import read_file
from ops.paths import ROOT

SEED = ROOT / "sql" / "seed" / "demo" / "021_published_passwords.sql"
_SALTS = (
    "SELECT DISTINCT c.salt FROM store.user_credentials AS c"
    " INNER JOIN store.users AS u USING (user_id) WHERE u.email LIKE '%@storekeeper.example'"
)
_LOGINS = (
    "SELECT u.email FROM store.user_credentials AS c INNER JOIN store.users AS u USING (user_id)"
    " WHERE c.output_hash = UNHEX(SHA2(%s, 256)) ORDER BY u.email LIMIT 5"
)


def withdraw(owner_url: str, password: str, progress: Callable[[str], None]) -> None:
    """Take the published password from all demo logins that have it."""
    with closing(connect(owner_url)) as connection:
        for published in _outputs(connection):
            if not _logins(connection, published):
                continue
            progress("Demo logins had the published password; they get the one that is told below.")
            output = bcrypt.hashpw(password.encode(), published[:29].encode()).decode()
            run_seed(connection, SEED, output, published)


def run_seed(
    connection: MySQLConnectionAbstract, path: Path, output: str, published: str | None = None
) -> None:
    """Run a file of the demo shop that knows what bcrypt makes of the passwords."""
    with connection.cursor() as cursor:
        for name, value in (("demo", output), ("published", published)):
            cursor.execute(f"SELECT %s INTO @{name}_password_output", (value,))
        for statement in read_file(path, ROOT).statements:
            cursor.execute(statement.text)


def drifts(admin_url: str, address: str) -> list[Drift]:
    """Demo logins that everybody can use, where the API listens for everybody."""
    with closing(connect(admin_url)) as connection:
        found = [login for each in _outputs(connection) for login in _logins(connection, each)]
    finding = f"has the published password, and the API listens on {address}"
    return [Drift("changed", "demo login", login, finding) for login in found]


def _outputs(connection: MySQLConnectionAbstract) -> list[str]:
    """What bcrypt makes of the published password with each salt that demo logins have."""
    with connection.cursor() as cursor:
        cursor.execute(_SALTS)
        salts = [str(salt) for (salt,) in cursor.fetchall()]
    return [bcrypt.hashpw(PUBLISHED_PASSWORD.encode(), salt.encode()).decode() for salt in salts]


def _logins(connection: MySQLConnectionAbstract, output: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_LOGINS, (output,))
        return [str(email) for (email,) in cursor.fetchall()]
