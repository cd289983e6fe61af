"""A call of the WSGI application in its thread: the environ, and the answer, handed over whole."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any

from werkzeug.wsgi import FileWrapper

from api.spool import Spool
from api.watch import KEY as WATCH
from api.watch import Watch

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment
    from granian._granian import RSGIHTTPProtocol
    from granian.rsgi import Scope

Headers = list[tuple[str, str]]
CONSTANT: dict[str, Any] = {
    "SCRIPT_NAME": "",
    "SERVER_SOFTWARE": "storekeeper",
    "wsgi.errors": sys.stderr,
    "wsgi.input_terminated": True,
    "wsgi.multiprocess": True,
    "wsgi.multithread": True,
    "wsgi.run_once": False,
    "wsgi.version": (1, 0),
}
PLAIN = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}
RANGE = re.compile(r"bytes (\d+)-(\d+)/")


class Started:
    """What the application says before its answer; it must not know the environ, which knows it:
    a circle for each request would keep the collector busy."""

    def __init__(self) -> None:
        self.status, self.headers = 500, Headers()
        self.file: IO[bytes] | None = None

    def start(self, status: str, headers: Headers, _: Any = None) -> Callable[[bytes], object]:
        """WSGI's `start_response`."""
        self.status, self.headers = int(status[:3]), headers
        return _no_write

    def wrap(self, file: IO[bytes], size: int) -> FileWrapper:
        """WSGI's `file_wrapper`."""
        self.file = file
        return FileWrapper(file, size)


def run(
    app: WSGIApplication,
    scope: Scope,
    protocol: RSGIHTTPProtocol,
    body: IO[bytes],
    length: int | None,
    spool: Spool,
    watch: Watch,
) -> None:
    """Let the application answer, and hand the answer to the server, which sends it by itself."""
    started, environ = Started(), environ_of(scope)
    environ["wsgi.input"] = body
    environ[WATCH] = watch
    environ["wsgi.file_wrapper"] = started.wrap
    if length is not None:
        environ["CONTENT_LENGTH"] = str(length)
        # It is read, and no longer in chunks.
        environ.pop("HTTP_TRANSFER_ENCODING", None)
    answer = app(environ, started.start)
    try:
        _send(protocol, started, answer, spool)
    finally:
        if close := getattr(answer, "close", None):
            close()


def _send(
    protocol: RSGIHTTPProtocol, started: Started, answer: Iterable[bytes], spool: Spool
) -> None:
    status, headers, file = started.status, started.headers, started.file
    if file and isinstance(answer, FileWrapper):
        protocol.response_file(status, headers, file.name)
    elif file and status == 206:
        found = RANGE.match(dict(headers)["Content-Range"])
        assert found
        first, last = map(int, found.groups())
        protocol.response_file_range(status, headers, file.name, first, last + 1)
    elif isinstance(kept := spool.kept(answer), bytes):
        protocol.response_bytes(status, headers, kept)
    else:
        headers.append(("Content-Length", str(kept.stat().st_size)))
        protocol.response_file(status, headers, str(kept))


def environ_of(scope: Scope) -> WSGIEnvironment:
    """What WSGI tells of a request."""
    environ = CONSTANT.copy()
    for name, value in scope.headers.items():
        if key := _key_of(name):
            environ[key] = f"{environ[key]},{value}" if key in environ else value
    path = scope.path
    environ["REQUEST_METHOD"] = scope.method
    environ["PATH_INFO"] = path if path.isascii() else path.encode().decode("latin-1")
    environ["QUERY_STRING"] = scope.query_string
    environ["SERVER_PROTOCOL"] = f"HTTP/{scope.http_version}"
    environ["REMOTE_ADDR"] = _parts_of(scope.client)[0]
    environ["SERVER_NAME"], environ["SERVER_PORT"] = _parts_of(scope.server)
    environ["wsgi.url_scheme"] = scope.scheme
    return environ


@lru_cache(512)
def _key_of(name: str) -> str | None:
    """The key of a header; X_Forwarded_For shall not pass for X-Forwarded-For."""
    return None if "_" in name else PLAIN.get(name) or f"HTTP_{name.upper().replace('-', '_')}"


def _parts_of(address: str) -> tuple[str, str]:
    host, _, port = address.rpartition(":")
    return host.strip("[]"), port


def _no_write(_: bytes) -> object:
    raise NotImplementedError("Answers are returned, not written.")
