"""Private servers: durable, local, and startable after any death."""

from __future__ import annotations

import os
import signal
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from ops.database import connect
from ops.local.servers import MySQLServer, RedisServer, ServerError
from ops.local.servers.base import LONGEST_SOCKET
from ops.local.servers.installation import Flavor

pytestmark = pytest.mark.slow

FLAVOR: Flavor = "mariadb" if os.environ.get("STORE_TEST_SERVER") == "mariadb" else "mysql"


def ask(server: MySQLServer, query: str) -> tuple[object, ...]:
    """One row, as root."""
    connection = connect(server.admin_url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return tuple(next(iter(cursor.fetchall()), ()))
    finally:
        connection.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MySQLServer]:
    home = tmp_path_factory.mktemp("database")
    with MySQLServer(home / "data", FLAVOR) as started:
        yield started


def test_settings__durable_and_local(server: MySQLServer) -> None:
    row = ask(
        server,
        "SELECT @@log_bin, @@sync_binlog, @@innodb_flush_log_at_trx_commit, @@local_infile,"
        " @@collation_server, @@global.time_zone, @@event_scheduler, @@bind_address",
    )
    assert row == (1, 1, 1, 0, "utf8mb4_unicode_ci", "+00:00", "OFF", "127.0.0.1")


def test_logs__write_no_call_and_so_no_secret(server: MySQLServer) -> None:
    binary_log = {
        "mysql": "@@GLOBAL.binlog_rows_query_log_events",
        "mariadb": "@@GLOBAL.binlog_annotate_row_events",
    }[FLAVOR]
    row = ask(
        server,
        "SELECT @@GLOBAL.general_log, @@GLOBAL.slow_query_log,"
        f" @@GLOBAL.innodb_print_all_deadlocks, {binary_log}",
    )
    assert row == (0, 0, 0, 0)


def test_time_zones__known(server: MySQLServer) -> None:
    query = "SELECT CAST(CONVERT_TZ('2026-07-01 12:00:00', 'UTC', 'Europe/Sofia') AS CHAR)"
    assert ask(server, query) == ("2026-07-01 15:00:00",)


def test_password__random_and_private(server: MySQLServer) -> None:
    path = server.home / "root.password"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(path.read_text()) >= 32
    with pytest.raises(Exception, match="Access denied"):
        connect(f"mysql://root@127.0.0.1:{server.port}/")


def test_kill__nothing_committed_is_lost(server: MySQLServer) -> None:
    ask(server, "CREATE SCHEMA kept")
    ask(server, "CREATE TABLE kept.t (t_id INT PRIMARY KEY)")
    ask(server, "INSERT INTO kept.t VALUES (7)")
    server.kill()
    assert server.pid is None
    server.start()
    assert ask(server, "SELECT t_id FROM kept.t") == (7,)


def test_start__ends_the_server_that_a_killed_manager_left(server: MySQLServer) -> None:
    old = server.pid
    assert old
    with MySQLServer(server.data) as successor:
        assert successor.pid not in (None, old)
        assert successor.flavor == FLAVOR
    server.start()


def test_start__stale_pid_of_a_stranger_is_left_alone(server: MySQLServer) -> None:
    server.stop()
    server.pid_file.write_text(str(os.getpid()))
    Path(f"{server.socket}.lock").write_text(str(os.getpid()))
    server.socket.touch()
    assert server.pid is None
    server.start()
    assert ask(server, "SELECT 1") == (1,)


def test_start__taken_port_is_given_up(server: MySQLServer) -> None:
    server.stop()
    with socket.socket() as stranger:
        stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        stranger.bind(("127.0.0.1", server.port))
        stranger.listen()
        taken = server.port
        server.start()
        assert server.port != taken


def test_start__deep_folder_gets_a_short_socket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    with RedisServer(deep) as first:
        assert len(os.fsencode(first.socket)) <= LONGEST_SOCKET
        assert stat.S_IMODE(first.socket.parent.stat().st_mode) == 0o700
        folder = first.socket.parent
        # After a kill it is taken again; an orderly end removes it.
        first.kill()
        with RedisServer(deep) as second:
            assert second.socket.parent == folder
    assert not folder.exists()


def test_start__failure_shows_the_servers_own_words(tmp_path: Path) -> None:
    server = MySQLServer(tmp_path / "data", FLAVOR, ["--no-such-option=1"])
    with pytest.raises(ServerError, match="no-such-option"):
        server.start()


def test_redis__asks_for_its_password_and_survives_a_kill(tmp_path: Path) -> None:
    with RedisServer(tmp_path) as server:
        with pytest.raises(redis.AuthenticationError):
            redis.Redis(port=server.port).ping()
        old = server.pid
        assert old
        os.kill(old, signal.SIGKILL)
        server.start()
        assert server.pid != old
        assert redis.Redis.from_url(server.url).ping()
