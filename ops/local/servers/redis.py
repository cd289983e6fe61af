"""A private Redis server in a folder of its own; it may be emptied at any moment."""

from __future__ import annotations

import secrets
from pathlib import Path

import redis

from ops.local import fetch
from ops.local.children import command_line, working_folder
from ops.local.fetch import Progress
from ops.local.servers.base import Server, remembered_port, socket_path, write_private
from ops.local.servers.installation import loaded, which

CONFIGURATION = """\
bind 127.0.0.1
protected-mode yes
daemonize no
save ""
appendonly no
maxmemory 256mb
maxmemory-policy volatile-lru
"""


def _silent(_: str) -> None:
    return


def _quoted(path: Path) -> str:
    """A path as the configuration wants it, whatever characters it holds."""
    escaped = str(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class RedisServer(Server):
    """redis-server with a random password, nothing kept on the disk."""

    name = "redis"

    def __init__(self, folder: Path, progress: Progress = _silent) -> None:
        super().__init__(folder)
        self.progress = progress
        self._program: tuple[str, ...] = ()

    def prepare(self) -> None:
        """Find the program, choose socket and port, write the configuration."""
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        installed = which("redis-server")
        if installed:
            self._program = (installed,)
        else:
            self._program = loaded(fetch.ensure("redis", self.progress), "usr/bin/redis-server")
        self.socket = socket_path(self.home, "redis.sock")
        self.port = remembered_port(self.home)
        if not self._password_file.exists():
            write_private(self._password_file, secrets.token_urlsafe(24))
        lines = {
            "requirepass": self._password_file.read_text(),
            "port": self.port,
            "unixsocket": _quoted(self.socket),
            "unixsocketperm": 700,
            "pidfile": _quoted(self.pid_file),
            "dir": _quoted(self.home),
        }
        text = CONFIGURATION + "".join(f"{key} {value}\n" for key, value in lines.items())
        write_private(self._configuration, text)
        self.remove_leftovers()

    def command(self) -> list[str]:
        """The command line that runs the server in the foreground."""
        return [*self._program, str(self._configuration)]

    def answers(self) -> bool:
        """Whether it answers PING."""
        client = redis.Redis(
            unix_socket_path=str(self.socket), password=self._password_file.read_text()
        )
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
        finally:
            client.close()

    def is_ours(self, pid: int) -> bool:
        """A process is this server if it is a Redis that works in this folder."""
        # Redis rewrites its command line; its working directory stays what it was told.
        redis_runs = any("redis" in argument for argument in command_line(pid))
        return redis_runs and working_folder(pid) == self.home.resolve()

    @property
    def _password_file(self) -> Path:
        return self.home / "password"

    @property
    def _configuration(self) -> Path:
        return self.home / "redis.conf"

    @property
    def url(self) -> str:
        """What STORE_REDIS_URL says."""
        return f"redis://:{self._password_file.read_text()}@127.0.0.1:{self.port}/0"

    @property
    def admin_url(self) -> str:
        """The same; Redis has one login."""
        return self.url
