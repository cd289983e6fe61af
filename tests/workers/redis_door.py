"""A door before Redis: who comes to it waits, or is thrown out."""

from __future__ import annotations

import itertools
import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit, urlunsplit


class RedisDoor:
    """Lets one connection through to Redis; those after it wait until the door is opened."""

    def __init__(self, redis_url: str) -> None:
        parts = urlsplit(redis_url)
        assert parts.hostname and parts.port
        self._redis = (parts.hostname, parts.port)
        self._server = socket.create_server(("127.0.0.1", 0))
        self._sockets: list[socket.socket] = [self._server]
        place = f"{parts.netloc.rpartition('@')[0]}@127.0.0.1:{self._server.getsockname()[1]}"
        self.url = urlunsplit(parts._replace(netloc=place.removeprefix("@")))
        self.is_waited_at = threading.Event()
        self.is_open = threading.Event()
        threading.Thread(target=self._let_in, daemon=True).start()

    def close(self) -> None:
        """From now on there is no Redis."""
        self.is_open.set()
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _let_in(self) -> None:
        with suppress(OSError):
            for number in itertools.count():
                client, _ = self._server.accept()
                if number:
                    self.is_waited_at.set()
                    self.is_open.wait()
                redis = socket.create_connection(self._redis)
                self._sockets += [client, redis]
                for source, target in ((client, redis), (redis, client)):
                    threading.Thread(target=_pass_on, args=(source, target), daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
