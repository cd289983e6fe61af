"""The back office, sent from memory: no worker thread, and no path that leads to another file."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from api.http.headers import digest
from api.http.requests import HEADERS, request_id_of
from core.log import write

if TYPE_CHECKING:
    from granian._granian import RSGIHTTPProtocol
    from granian.rsgi import Scope

PREFIX = "/office"
ASSETS = f"{PREFIX}/assets/"
INDEX = f"{PREFIX}/index.html"
FOR_EVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
# The hash of nothing: emotion fills its empty <style> elements by the CSSOM, which needs no more.
EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        f"style-src 'self' {EMPTY_STYLE}",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
OWN = {"Content-Security-Policy": POLICY, "Cross-Origin-Opener-Policy": "same-origin"}
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
# What the build lays beside a file, the best first.
ENCODINGS = {"br": ".br", "gzip": ".gz"}
NOT_BUILT = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>The office is not built</title></head>
<body>
<h1>The office is not built yet</h1>
<p><code>./store up</code> builds it while the shop starts: try again in a minute.
If it could not, <code>./store web build</code> tries again and says what is missing.</p>
</body>
</html>
"""
Headers = dict[str, str]


@dataclass(frozen=True)
class Answer:
    """What is sent, but for the headers that depend on the request."""

    status: int
    headers: Headers
    body: bytes


@dataclass(frozen=True)
class File:
    """A file as it is, and in the encodings that were made of it."""

    plain: Answer
    encoded: dict[str, Answer]

    def in_one_of(self, accepted: set[str]) -> Answer:
        """The smallest that a client understands."""
        return next((self.encoded[each] for each in self.encoded if each in accepted), self.plain)


class Office:
    """The files of the last build; those of the one before stay, for pages that are open."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamp: tuple[int, int] | None = None
        self._files: dict[str, File] = {}
        self._former: dict[str, File] = {}

    def answer(self, scope: Scope, protocol: RSGIHTTPProtocol) -> bool:
        """Answer what is asked of the office; whether it was."""
        path = scope.path
        if path != PREFIX and not path.startswith(f"{PREFIX}/"):
            return False
        began = time.perf_counter()
        request_id = request_id_of(scope.headers.get("x-request-id"))
        found = self._answer(scope, path)
        status, body = found.status, found.body
        headers = {**dict(HEADERS), **OWN, **found.headers, "X-Request-Id": request_id}
        if status == 200 and is_known(scope.headers.get("if-none-match"), headers["ETag"]):
            status, body = 304, b""
        elif scope.method == "HEAD":
            headers["Content-Length"], body = str(len(body)), b""
        line = {"method": scope.method, "path": path, "status": status}
        milliseconds = round((time.perf_counter() - began) * 1000, 2)
        write("request", {**line, "ms": milliseconds, "request_id": request_id})
        protocol.response_bytes(status, list(headers.items()), body)
        return True

    def _answer(self, scope: Scope, path: str) -> Answer:
        if scope.method not in ("GET", "HEAD"):
            # Its body is not read.
            return _told(405, "Only GET and HEAD.", {"Allow": "GET, HEAD", "Connection": "close"})
        file = self._file(path)
        if file:
            return file.in_one_of(_accepted(scope.headers.get("accept-encoding", "")))
        if path.startswith(ASSETS) and self._files:
            return _told(404, "There is no such file.", {})
        return _told(503, NOT_BUILT, {"Content-Type": TYPES[".html"], "Retry-After": "5"})

    def _file(self, path: str) -> File | None:
        """The file of this path; what is no file is a page, which the index draws."""
        found = self._files.get(path)
        if found and path.startswith(ASSETS):
            # Its name tells what it holds.
            return found
        self._read()
        if path.startswith(ASSETS):
            return self._files.get(path) or self._former.get(path)
        return self._files.get(path) or self._files.get(INDEX)

    def _read(self) -> None:
        """Take the files, if others lie there than before; while they change hands, none do."""
        with suppress(FileNotFoundError):
            told = (self._folder / "index.html").stat()
            if self._stamp != (stamp := (told.st_mtime_ns, told.st_ino)):
                files = dict(_files_of(self._folder))
                self._former, self._files, self._stamp = self._files, files, stamp


def is_known(told: str | None, etag: str) -> bool:
    """Whether the client has what this ETag names."""
    return told is not None and etag in (each.strip() for each in told.split(","))


def _files_of(folder: Path) -> Iterator[tuple[str, File]]:
    for file in sorted(folder.rglob("*")):
        kind = TYPES.get(file.suffix)
        if not kind or not file.is_file():
            continue
        path = f"{PREFIX}/{file.relative_to(folder)}"
        age = FOR_EVER if path.startswith(ASSETS) else ASK_EACH_TIME
        headers = {"Content-Type": kind, "Cache-Control": age, "Vary": "Accept-Encoding"}
        encoded = {
            name: _sent(other.read_bytes(), {**headers, "Content-Encoding": name})
            for name, suffix in ENCODINGS.items()
            if (other := file.with_name(file.name + suffix)).exists()
        }
        yield path, File(_sent(file.read_bytes(), headers), encoded)


def _sent(body: bytes, headers: Headers) -> Answer:
    return Answer(200, {**headers, "ETag": f'"{digest(body)}"'}, body)


def _told(status: int, text: str, headers: Headers) -> Answer:
    return Answer(status, {"Content-Type": TYPES[".txt"], **headers}, text.encode())


def _accepted(header: str) -> set[str]:
    """The encodings that a client names, without those that it refuses by `q=0`."""
    pairs = (each.replace(" ", "").lower().partition(";q=") for each in header.split(","))
    return {name for name, _, weight in pairs if weight.strip("0.") or not weight}
