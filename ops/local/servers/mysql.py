"""A private MySQL or MariaDB server in a folder of its own."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

import mysql.connector

from core.db.url import build_url
from ops.database import connect
from ops.local.children import command_line
from ops.local.fetch import Progress
from ops.local.servers import template
from ops.local.servers.base import Server, ServerError, remembered_port, socket_path, write_private
from ops.local.servers.installation import Flavor, Installation, find

# What differs from the servers' defaults. Durability does not: a commit is on the disk.
# `./store db verify` looks for what promises rest on, on whatever server.
OPTIONS = [
    "--bind-address=127.0.0.1",
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_unicode_ci",
    "--default-time-zone=+00:00",
    "--event-scheduler=OFF",
    # These would write whole CALLs, and with them the secrets of sessions.
    "--general-log=OFF",
    "--slow-query-log=OFF",
    "--innodb-print-all-deadlocks=OFF",
    "--innodb-buffer-pool-size=256M",
    "--local-infile=OFF",
    "--log-bin=binlog",
    "--log-bin-trust-function-creators=1",
    "--server-id=1",
    "--transaction-isolation=READ-COMMITTED",
]
FLAVOR_OPTIONS: dict[Flavor, list[str]] = {
    "mysql": [
        "--binlog-rows-query-log-events=OFF",
        "--mysqlx=OFF",
        "--secure-file-priv=NULL",
        # All connections take the tables, and the triggers with them, that were used last and are
        # still in the processor's caches; with 16 lists each connection had tables of its own.
        "--table-open-cache-instances=1",
        # As MySQL 8.4 and MariaDB do it. Since 9.6 the server itself looks at foreign keys, and
        # opens the tables behind them for each row.
        "--loose-innodb-native-foreign-keys=ON",
    ],
    "mariadb": [
        "--binlog-annotate-row-events=OFF",
        "--sync-binlog=1",
        "--skip-name-resolve=OFF",
        "--binlog-format=ROW",
        "--innodb-autoinc-lock-mode=2",
    ],
}


def _silent(_: str) -> None:
    return


class MySQLServer(Server):
    """mysqld or mariadbd on a private data directory, socket and port."""

    name = "mysqld"

    def __init__(
        self,
        data_dir: Path,
        flavor: Flavor | None = None,
        options: list[str] | None = None,
        progress: Progress = _silent,
    ) -> None:
        super().__init__(data_dir.parent)
        self.data = data_dir.absolute()
        self.temporary = self.home / "tmp"
        self.flavor = flavor
        self.options = options or []
        self.progress = progress
        self._installation: Installation | None = None

    @property
    def installation(self) -> Installation:
        """The programs that run this server; a data directory stays with those that made it."""
        if self._installation is None:
            note = self.home / "server.json"
            if self.data.exists() and note.exists():
                try:
                    known = json.loads(note.read_text())
                    flavor, origin = known["flavor"], known["origin"]
                except (ValueError, TypeError, KeyError) as error:
                    raise ServerError(
                        f"{note} cannot be read. It says which server made the data beside it:"
                        ' {"flavor": "mysql" or "mariadb", "origin": "path" or "fetched"}.'
                    ) from error
                self._installation = find(self.progress, flavor, origin)
            else:
                self._installation = find(self.progress, self.flavor)
            self.flavor = self._installation.flavor
        return self._installation

    def prepare(self) -> None:
        """Make the data directory if there is none, and choose socket and port."""
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        # A server that starts clears its folder for temporary tables, also of others' tables.
        self.temporary.mkdir(exist_ok=True, mode=0o700)
        installation = self.installation
        if not self.data.exists():
            known = {"flavor": installation.flavor, "origin": installation.origin}
            source = template.template(installation, self.progress)
            write_private(self.home / "server.json", json.dumps(known))
            template.copy(source, self.data)
        if not self._password_file.exists():
            write_private(self._password_file, secrets.token_urlsafe(24))
        write_private(
            self.home / "root.sql",
            f"ALTER USER 'root'@'localhost' IDENTIFIED BY '{self.root_password}';\n",
        )
        self.socket = socket_path(self.home, "mysqld.sock")
        self.port = remembered_port(self.home)
        self.remove_leftovers()

    def command(self) -> list[str]:
        """The command line that runs the server in the foreground."""
        installation = self.installation
        return [
            *installation.server,
            "--no-defaults",
            *installation.options,
            *template.as_user(),
            f"--datadir={self.data}",
            f"--tmpdir={self.temporary}",
            f"--socket={self.socket}",
            f"--port={self.port}",
            f"--pid-file={self.pid_file}",
            f"--init-file={self.home / 'root.sql'}",
            *OPTIONS,
            *FLAVOR_OPTIONS[installation.flavor],
            *self.options,
        ]

    def client(self) -> list[str]:
        """The stock client, without a login; arguments follow."""
        return list(self.installation.client)

    def answers(self) -> bool:
        """Whether root can run a statement."""
        if not self.socket.exists():
            return False
        try:
            connect(self.admin_url, connection_timeout=5).close()
        except mysql.connector.Error:
            return False
        return True

    def is_ours(self, pid: int) -> bool:
        """A process is this server if it runs on this data directory."""
        return f"--datadir={self.data}" in command_line(pid)

    @property
    def _password_file(self) -> Path:
        return self.home / "root.password"

    @property
    def root_password(self) -> str:
        """The random password of this server's root."""
        return self._password_file.read_text()

    @property
    def admin_url(self) -> str:
        """The URL of root, without a schema: there may be none yet."""
        return build_url("root", self.root_password, self.port, str(self.socket), schema="")
