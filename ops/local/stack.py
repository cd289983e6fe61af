"""The local stack: which processes there are, in which order they start and end."""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
import traceback
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import mysql.connector
import redis

from core.config import BASE, ConfigError
from core.db.pool import DriverError
from ops.database import connect
from ops.local import children, environment, mailsink, state, web
from ops.local.fetch import FetchError, Progress
from ops.local.locks import try_lock
from ops.local.processes import Manager, Process, ProcessError, Say, Stopped
from ops.local.servers import MySQLServer, RedisServer, ServerError
from ops.local.servers.base import (
    Server,
    listening_error,
    remembered_port,
    remove_socket_folder,
)
from ops.locks import without_secrets
from ops.paths import ROOT, local_dir

START_SECONDS = 90.0
PORT_SECONDS = 3.0
# The step that builds the office, beside all others.
BUILD = "web"


class StackError(Exception):
    """The stack cannot start; the text says what a person can do."""


# What the command line tells without a traceback.
EXPECTED = (
    StackError,
    FetchError,
    ServerError,
    ConfigError,
    DriverError,
    environment.BrokenFile,
    web.WebError,
)


def database_server(progress: Progress) -> MySQLServer | None:
    """The private database server, unless STORE_DATABASE_URL names another one."""
    if os.environ.get("STORE_DATABASE_URL"):
        return None
    return MySQLServer(local_dir() / "database" / "data", progress=progress)


def redis_server(progress: Progress) -> RedisServer | None:
    """The private Redis, unless STORE_REDIS_URL names another one."""
    if os.environ.get("STORE_REDIS_URL"):
        return None
    return RedisServer(local_dir() / "redis", progress)


def api_is_ready(address: str) -> bool:
    """Whether GET /ready says yes."""
    try:
        with urllib.request.urlopen(f"{address}{BASE}/ready", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def database_answers(url: str) -> bool:
    """Whether the database takes a connection."""
    try:
        connect(url, connection_timeout=5).close()
    except mysql.connector.Error:
        return False
    return True


def redis_answers(url: str) -> bool:
    """Whether Redis answers PING."""
    client = redis.Redis.from_url(url, socket_timeout=5)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()


def sweep(progress: Progress) -> None:
    """End what a killed manager left; a pid counts only with its start time."""
    left = state.read()
    if left is None or left.is_alive or left.boot != state.boot_id():
        return
    for process in reversed(left.processes):
        if process.pid and process.ticks and process.is_alive:
            progress(f"Ending {process.name}, left by a start that was killed.")
            children.end(process.pid, process.ticks, 60.0)


def tidy() -> None:
    """Remove what lies outside of our folder."""
    for home in (local_dir() / "database", local_dir() / "redis"):
        remove_socket_folder(home)


class LocalStack:
    """One run of the local stack, from the first check to the last process."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.config = environment.config()
        self.address = environment.reached_at(self.config.bind, self.config.port)
        self.servers: list[Server] = []
        pid = os.getpid()
        self.state = state.State(
            pid,
            children.started_ticks(pid) or 0,
            state.boot_id(),
            "starting",
            self.config.port,
            address=self.address,
        )
        self.manager = Manager(local_dir() / "logs", say, self._changed)

    def progress(self, text: str) -> None:
        """Tell the person what goes on."""
        self.say("store", text)

    def _changed(self) -> None:
        self.state.processes = [
            state.Running(p.name, p.pid, p.ticks, p.started, p.restarts)
            for p in self.manager.processes
        ]
        self.state.is_building = self._is_building()
        state.write(self.state)

    def _is_building(self) -> bool:
        return any(process.name == BUILD for process in self.manager.processes)

    def _enter(self, phase: state.Phase) -> None:
        self.state.phase = phase
        self._changed()

    def run(self) -> None:
        """Start everything, look after it until a signal comes, stop everything."""
        self._catch_signals()
        sweep(self.progress)
        self._enter("starting")
        self._check_port()
        # Made, or found to be broken, before anything starts.
        environment.passwords()
        try:
            self._start()
            # Whoever waits for us to be ready goes then, and has read the banner.
            self.progress(self.state.banner)
            self._enter("ready")
            while True:
                self.manager.tick()
        except Stopped:
            self.progress("Stopping.")
        finally:
            self._enter("stopping")
            self.manager.stop()
            tidy()
            self.progress("Everything has stopped.")

    def _catch_signals(self) -> None:
        def stop(_: int, __: FrameType | None) -> None:
            # Before there is anything to look after, a signal ends what is under way.
            if all(process.once for process in self.manager.processes):
                raise Stopped
            self.manager.ask_to_stop()

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, stop)

    def _check_port(self) -> None:
        bind, port = self.config.bind, self.config.port
        until = time.monotonic() + PORT_SECONDS
        while error := listening_error(bind, port):
            if error.errno == errno.EADDRNOTAVAIL:
                raise StackError(f"STORE_BIND={bind} is no address of this machine.")
            if error.errno == errno.EACCES:
                raise StackError(f"Only root may listen on port {port}: choose another STORE_PORT.")
            if error.errno != errno.EADDRINUSE:
                raise StackError(f"The API cannot listen on {bind}, port {port}: {error.strerror}.")
            if time.monotonic() > until:
                raise StackError(
                    f"Port {port} is taken by another program. End that program, "
                    f"or choose another port: STORE_PORT={port % 65535 + 1} ./store up"
                )
            time.sleep(0.1)

    def _start(self) -> None:
        self._build_office()
        database, cache = database_server(self.progress), redis_server(self.progress)
        self.progress("Starting database, Redis and mail sink.")
        self.servers = [server for server in (database, cache) if server]
        for server in self.servers:
            server.end_stale()
            server.prepare()
        for server in self.servers:
            self.manager.start(self._server(server))
        mail_port = self._start_mail_sink()
        self.manager.wait_ready(START_SECONDS)
        admin_url = database.admin_url if database else os.environ["STORE_DATABASE_URL"]
        redis_url = cache.url if cache else os.environ["STORE_REDIS_URL"]
        values = environment.write(admin_url, redis_url, mail_port)
        version = self._server_version(admin_url)
        self.progress(f"The database is {version}.")
        self.manager.run(self._process("setup", ["ops", "setup"], {**os.environ, **values}))
        self.progress("Starting API, workers and clock.")
        for process in self._services(values):
            self.manager.start(process)
        self.manager.wait_ready(START_SECONDS)
        self.state.banner = banner(values, version, self._is_building())

    def _build_office(self) -> None:
        """Only if a source has changed; nothing waits for it."""
        if web.has_sources() and not web.is_current():
            env = environment.of_service(os.environ, "")
            process = self._process(BUILD, ["ops", "web", "build"], env)
            process.once = True
            self.manager.start(process)

    def _server_version(self, admin_url: str) -> str:
        try:
            connection = connect(admin_url)
        except mysql.connector.Error as error:
            raise StackError(
                f"The server of STORE_DATABASE_URL does not answer: {error}"
            ) from error
        # MariaDB greets with 5.5.5- before its own version, for clients of old.
        version = (connection.get_server_info() or "").removeprefix("5.5.5-")
        connection.close()
        return f"MariaDB {version}" if "MariaDB" in version else f"MySQL {version}"

    def _start_mail_sink(self) -> int:
        if os.environ.get("STORE_SMTP_HOST"):
            return self.config.smtp_port
        folder = local_dir() / "mail"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        port = remembered_port(state.run_dir())
        self.state.mail_port = port
        command = ["ops.local.mailsink", "--port", str(port), "--dir", str(folder)]
        self.manager.start(
            self._process("mailsink", command, os.environ, lambda: mailsink.answers(port))
        )
        return port

    def _server(self, server: Server) -> Process:
        return Process(
            server.name,
            server.command(),
            os.environ,
            server.home,
            ready=server.answers,
            before_restart=server.remove_leftovers,
            stop_seconds=120.0,
            cleaned=without_secrets,
        )

    def _services(self, values: Mapping[str, str]) -> list[Process]:
        known = {**os.environ, **values}
        # A line a request is too much for the one thread of the manager.
        log_file = str(self.manager.log_path("api"))
        api = {"STORE_LOG_FILE": log_file, **environment.of_service(known, "STORE_API_SESSION")}
        worker = environment.of_service(known, "STORE_WORKER_SESSION")
        clock = environment.of_service(known, "STORE_CLOCK_SESSION")
        return [
            self._process("api", ["api.server"], api, lambda: api_is_ready(self.address)),
            self._worker("worker-mail", "mail", worker),
            self._worker("worker-exports", "exports", worker),
            self._worker("clock", "clock", clock),
        ]

    def _worker(self, name: str, kind: str, env: Mapping[str, str]) -> Process:
        beat = {"STORE_HEARTBEAT_FILE": str(state.heartbeat_file(name))}
        return self._process(name, ["workers", kind], {**env, **beat})

    def _process(
        self,
        name: str,
        module: list[str],
        env: Mapping[str, str],
        ready: Callable[[], bool] | None = None,
    ) -> Process:
        command = [sys.executable, "-m", *module]
        return Process(name, command, {**env, "PYTHONUNBUFFERED": "1"}, ROOT, ready)


def banner(values: Mapping[str, str], database: str, is_building: bool) -> str:
    """Addresses and logins, for a person."""
    base, password = values["STORE_PUBLIC_URL"], values["STORE_DEMO_PASSWORD"]
    smtp = f"{values['STORE_SMTP_HOST']}:{values['STORE_SMTP_PORT']}"
    lines = [
        "Storekeeper is running.",
        f"  Office         {base}/office{' (it is being built)' if is_building else ''}",
        f"  API            {base}/api/v1/",
        f"  Documentation  {base}/api/v1/docs",
        f"  Database       {database} (./store db shell)",
        f"  Mails          {shown(local_dir() / 'mail')}/new (SMTP on {smtp})",
        "  Logs           ./store logs [NAME] [-f]",
    ]
    if values["STORE_DEMO"] == "1":
        lines += [
            f"  Staff          admin@storekeeper.example     password {password}",
            f"  Customer       customer@storekeeper.example  password {password}",
        ]
    return "\n".join(lines)


def shown(path: Path) -> str:
    """A path as a person in the repository would type it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def supervise(say: Say) -> bool:
    """Run the stack here; False if another process already does."""
    local_dir().mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = try_lock(state.run_dir() / "lock")
    if descriptor is None:
        return False
    try:
        LocalStack(say).run()
    except ProcessError as error:
        raise StackError(str(error)) from error
    except (*EXPECTED, OSError):
        raise
    except Exception:
        # The manager may be on its own by now: its log is where a person looks.
        say("store", traceback.format_exc())
        raise
    finally:
        os.close(descriptor)
    return True


def setup(progress: Progress) -> None:
    """Migrations, reference data and the demo shop: what stands before any service."""
    from ops import demo, migrations
    from ops.demo import passwords

    values = {**os.environ}
    migrations.apply(
        values["STORE_ADMIN_DATABASE_URL"], passwords=environment.passwords(), progress=progress
    )
    owner_url = values["STORE_OWNER_DATABASE_URL"]
    if foreign := values.get("STORE_DATABASE_URL"):
        # The owner may log in on the database's own machine only.
        owner_url = urlsplit(foreign)._replace(path="/store").geturl()
    password = values["STORE_DEMO_PASSWORD"]
    if values["STORE_DEMO"] == "1":
        demo.load(owner_url, values["STORE_IMPORTER_SESSION"], progress, password)
    # Also in a shop that has its demo data from an earlier start.
    if environment.is_public(values["STORE_BIND"]):
        passwords.withdraw(owner_url, password, progress)
