"""Ready-made data directories: initialised once, with time zones, then copied."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

import mysql.connector

from core.db.pool import COLLATION
from ops.local import timezones
from ops.local.children import spawn
from ops.local.fetch import Progress
from ops.local.locks import lock
from ops.local.servers.base import POLL_SECONDS, START_SECONDS, ServerError
from ops.local.servers.installation import Installation
from ops.paths import cache_dir

# What a copy must have of its own: the server's identity and its keys.
PERSONAL = ("auto.cnf", "*.pem", "*.pid")
MARIADB_TABLES = (
    "system_tables.sql",
    "performance_tables.sql",
    "system_tables_data.sql",
    "maria_add_gis_sp_bootstrap.sql",
    "sys_schema.sql",
)


def as_user() -> list[str]:
    """Servers refuse to run as root unless told."""
    return ["--user=root"] if os.geteuid() == 0 else []


def key_of(installation: Installation) -> str:
    """What a data directory depends on: the server, and the time zones that lie in it."""
    return f"{installation.flavor}-{installation.version}-tz{version('tzdata')}"


def template(installation: Installation, progress: Progress) -> Path:
    """The ready-made data directory of this server version, made now if need be."""
    key = key_of(installation)
    home = cache_dir() / "templates" / key
    if home.exists():
        return home
    with lock(
        home.with_name(f"{key}.lock"),
        lambda: progress("Another start is making a data directory; waiting for it."),
    ):
        if home.exists():
            return home
        progress(f"Making a data directory for {installation.flavor} {installation.version}.")
        for left in home.parent.glob(f"{key}.part-*"):
            shutil.rmtree(left, ignore_errors=True)
        # The socket lies in here too, so the path must be short.
        with tempfile.TemporaryDirectory(prefix="storekeeper-") as scratch:
            part = Path(tempfile.mkdtemp(prefix=f"{key}.part-", dir=home.parent))
            _initialise(installation, part / "data", Path(scratch))
            _load_time_zones(installation, part / "data", Path(scratch))
            for pattern in PERSONAL:
                for path in (part / "data").glob(pattern):
                    path.unlink()
            subprocess.run(["sync", "-f", str(part)], check=True)
            os.rename(part / "data", home)
            shutil.rmtree(part)
    return home


def copy(source: Path, target: Path) -> None:
    """Copy a template; a folder under its final name is whole."""
    part = target.with_name(f"{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    subprocess.run(
        ["cp", "-a", "--reflink=auto", "--sparse=always", str(source), str(part)],
        check=True,
    )
    os.rename(part, target)


def _initialise(installation: Installation, data: Path, scratch: Path) -> None:
    command = [*installation.server, "--no-defaults", *installation.options, *as_user()]
    command.append(f"--datadir={data}")
    if installation.flavor == "mysql":
        _run([*command, "--initialize-insecure"], b"", scratch)
        return
    data.mkdir()
    statements = [b"CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket = NULL;\n"]
    for name in MARIADB_TABLES:
        candidates = [
            installation.share / f"{prefix}{name}" for prefix in ("", "mariadb_", "mysql_")
        ]
        statements.append(next(path for path in candidates if path.exists()).read_bytes())
    statements.append(b"DELETE FROM global_priv WHERE User = '' OR Host <> 'localhost';\n")
    # One statement a line is what --bootstrap reads, but for its own DELIMITER blocks.
    _run([*command, "--bootstrap"], b"\n".join(statements), scratch)


def _run(command: list[str], standard_input: bytes, scratch: Path) -> None:
    done = subprocess.run(
        command, input=standard_input, capture_output=True, cwd=scratch, check=False
    )
    if done.returncode:
        text = (done.stderr or done.stdout).decode(errors="replace")
        raise ServerError(
            "\n".join(["The data directory cannot be made:", *text.splitlines()[-15:]])
        )


def _load_time_zones(installation: Installation, data: Path, scratch: Path) -> None:
    """Start the server for ourselves only, fill the tables and stop it again."""
    socket = scratch / "s"
    command = [*installation.server, "--no-defaults", *installation.options, *as_user()]
    command += [f"--datadir={data}", f"--socket={socket}", f"--pid-file={scratch}/pid"]
    command += [
        "--skip-networking",
        "--skip-log-bin",
        "--innodb-flush-log-at-trx-commit=0",
    ]
    if installation.flavor == "mysql":
        command += ["--mysqlx=OFF", "--secure-file-priv=NULL"]
    log = scratch / "log"
    with log.open("wb") as output:
        process = spawn(command, output, cwd=scratch)
    until = time.monotonic() + START_SECONDS
    try:
        while True:
            try:
                connection = mysql.connector.connect(
                    user="root",
                    unix_socket=str(socket),
                    charset="utf8mb4",
                    collation=COLLATION,
                )
                break
            except mysql.connector.Error:
                if process.poll() is not None or time.monotonic() > until:
                    raise ServerError(
                        f"The new server does not start.\n{log.read_text()}"
                    ) from None
                time.sleep(POLL_SECONDS)
        timezones.load(connection)  # type: ignore[arg-type]
        connection.close()
    finally:
        process.terminate()
        process.wait()
