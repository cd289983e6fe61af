"""A call of the WSGI application in its thread: the environ, and the answer, handed over whole."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any

from werkzeug.wsgi import FileWrapper

from api.spool import Spool

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


class Call:
    """One request, from its environ to the answer that the server sends by itself."""

    def __init__(self, scope: Scope, body: IO[bytes], length: int | None) -> None:
        self._status, self._headers = 500, Headers()
        self._file: IO[bytes] | None = None
        self._environ = environ_of(scope)
        self._environ["wsgi.input"] = body
        self._environ["wsgi.file_wrapper"] = self._wrap
        if length is not None:
            self._environ["CONTENT_LENGTH"] = str(length)
            # It is read, and no longer in chunks.
            self._environ.pop("HTTP_TRANSFER_ENCODING", None)

    def run(self, app: WSGIApplication, protocol: RSGIHTTPProtocol, spool: Spool) -> None:
        """Let the application answer; whoever reads slowly then holds no thread."""
        answer = app(self._environ, self._start)
        try:
            if self._file and isinstance(answer, FileWrapper):
                protocol.response_file(self._status, self._headers, self._file.name)
            elif self._file and self._status == 206:
                self._send_range(protocol, self._file.name)
            else:
                self._send(protocol, answer, spool)
        finally:
            if close := getattr(answer, "close", None):
                close()

    def _start(self, status: str, headers: Headers, _: Any = None) -> Callable[[bytes], object]:
        self._status, self._headers = int(status[:3]), headers
        return _no_write

    def _wrap(self, file: IO[bytes], size: int) -> FileWrapper:
        self._file = file
        return FileWrapper(file, size)

    def _send_range(self, protocol: RSGIHTTPProtocol, path: str) -> None:
        found = RANGE.match(dict(self._headers)["Content-Range"])
        assert found
        first, last = map(int, found.groups())
        protocol.response_file_range(206, self._headers, path, first, last + 1)

    def _send(self, protocol: RSGIHTTPProtocol, answer: Iterable[bytes], spool: Spool) -> None:
        kept = spool.kept(answer)
        if isinstance(kept, bytes):
            protocol.response_bytes(self._status, self._headers, kept)
        else:
            self._headers.append(("Content-Length", str(kept.stat().st_size)))
            protocol.response_file(self._status, self._headers, str(kept))


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
