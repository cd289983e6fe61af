"""Before the threads: the event loop waits for a body, and takes a thread when all is there."""

from __future__ import annotations

import asyncio
import contextvars
import logging
import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, cast

from granian._granian import RSGIProtocolClosed as ProtocolClosed

from api.http.answers import dumps
from api.http.problems import CODES, PROBLEM_JSON, document
from api.http.requests import HEADERS, request_id_of
from api.office import PREFIX, Office
from api.spool import Spool
from api.threads import Job, Threads
from api.watch import Watch
from api.wsgi import run
from core.config import BASE, Config
from core.db import Problem
from core.log import write

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from granian._granian import RSGIHeaders, RSGIHTTPProtocol
    from granian.rsgi import Scope

LOG = logging.getLogger("storekeeper.error")
BODY_SECONDS = 15.0
BODY_IN_MEMORY = 1 << 16
# Answered whatever the other threads do: each has a thread of its own, and so much time.
RESERVED = (f"{BASE}/health", f"{BASE}/ready")
RESERVED_SECONDS = 4.0
# Whoever takes nothing of an answer for so long is cut off by the kernel.
STALLED_SECONDS = 20
# The kernel doubles it; left alone it would take 4 MB of a large answer for each slow reader.
KERNEL_BYTES = 1 << 17
SWEEP_SECONDS = 0.5
BUSY = "The shop is busy; try again."
LATE = f"The body took more than {BODY_SECONDS:.0f} seconds."
# A body, and its length where its headers do not tell it.
Body = tuple[IO[bytes], int | None]
# Whose body it is, and until when it has time.
Arriving = tuple["Scope", "RSGIHTTPProtocol", float]


class Front:
    """The application as the server calls it; the shop's own one runs in threads."""

    def __init__(self, app: WSGIApplication, config: Config) -> None:
        self._app = app
        self._count, self._limit = config.threads, config.body_limit
        self._office = Office(config.office_dir)

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin, in the process that serves."""
        self._loop = loop
        self._context = contextvars.Context()
        self._arriving: dict[asyncio.Future[bytes], Arriving] = {}
        self._refuse_late()
        self._spool = Spool(loop)
        self._threads = Threads(self._count)
        self._reserved = {path: Threads(1) for path in RESERVED}
        # The server listens a moment later.
        loop.call_soon(bound_sockets)

    def at_once(self, scope: Scope, protocol: RSGIHTTPProtocol) -> bool:
        """Take what needs no task of the loop: no body, or a small one; whether it is such."""
        if scope.path.startswith(PREFIX) and self._office.answer(scope, protocol):
            return True
        length = length_of(scope.headers)
        if length is None or length > BODY_IN_MEMORY or scope.path in self._reserved:
            return False
        if length:
            arriving = cast("asyncio.Future[bytes]", protocol())
            self._arriving[arriving] = scope, protocol, time.monotonic() + BODY_SECONDS
            arriving.add_done_callback(self.arrived, context=self._context)
            if arriving.done():
                # The loop is not woken for what was there before anybody asked to be told.
                self.arrived_here(arriving)
        else:
            self._hand_over(self._threads.do, scope, protocol, BytesIO())
        return True

    def arrived(self, body: asyncio.Future[bytes]) -> None:
        """Take a request whose body is there now, as the event loop says."""
        self._begin(body, self._threads.take)

    def arrived_here(self, body: asyncio.Future[bytes]) -> None:
        """The same in a thread of the server's, which may do the work as well."""
        self._begin(body, self._threads.do)

    def _begin(self, body: asyncio.Future[bytes], to: Callable[[Job], bool]) -> None:
        if found := self._arriving.pop(body, None):
            scope, protocol, _ = found
            with suppress(ProtocolClosed):
                self._hand_over(to, scope, protocol, BytesIO(body.result()))

    def _refuse_late(self) -> None:
        now = time.monotonic()
        # A copy: more of them begin meanwhile, in another thread.
        for body, (scope, protocol, until) in self._arriving.copy().items():
            if until < now:
                del self._arriving[body]
                body.cancel()
                refuse(scope, protocol, 408, LATE)
        self._loop.call_later(SWEEP_SECONDS, self._refuse_late)

    def _hand_over(
        self, to: Callable[[Job], bool], scope: Scope, protocol: RSGIHTTPProtocol, body: IO[bytes]
    ) -> None:
        if not to(partial(self._answer, scope, protocol, (body, None))):
            refuse(scope, protocol, 503, BUSY)

    async def __rsgi__(self, scope: Scope, protocol: RSGIHTTPProtocol) -> None:
        """Answer a request once all of it is there."""
        if scope.path.startswith(PREFIX) and self._office.answer(scope, protocol):
            return
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await self._body(scope, protocol)
        except TimeoutError:
            refuse(scope, protocol, 408, LATE)
            return
        except ProtocolClosed:
            # The client went away before its request was whole.
            return
        threads = self._reserved.get(scope.path)
        try:
            async with asyncio.timeout(RESERVED_SECONDS if threads else None):
                await self._answered(threads or self._threads, scope, protocol, body)
        except TimeoutError:
            refuse(scope, protocol, 503, BUSY)

    async def _answered(
        self, threads: Threads, scope: Scope, protocol: RSGIHTTPProtocol, body: Body
    ) -> None:
        done = self._loop.create_future()

        def job() -> None:
            if not done.cancelled():
                self._answer(scope, protocol, body)
                self._loop.call_soon_threadsafe(_finish, done)

        if threads.take(job):
            await done
        else:
            refuse(scope, protocol, 503, BUSY)

    async def _body(self, scope: Scope, protocol: RSGIHTTPProtocol) -> Body:
        """All of a body; nothing of one that is too large, which the application refuses."""
        length = length_of(scope.headers)
        if length == 0:
            return BytesIO(), None
        if length is not None and length > self._limit:
            return BytesIO(), length
        kept, size = SpooledTemporaryFile(BODY_IN_MEMORY), 0  # noqa: SIM115
        async for part in protocol:
            size += len(part)
            if size > self._limit:
                return BytesIO(), size
            kept.write(part)
        if length not in (None, size):
            raise ProtocolClosed
        kept.seek(0)
        return kept, size

    def _answer(self, scope: Scope, protocol: RSGIHTTPProtocol, body: Body) -> None:
        try:
            run(self._app, scope, protocol, *body, self._spool, Watch(self._loop, protocol))
        except Exception:
            LOG.exception("unexpected")
            refuse(scope, protocol, 500, "This is our mistake; tell us the request id.")


def length_of(headers: RSGIHeaders) -> int | None:
    """How long the body of a request is; None if that is not known before its end."""
    return None if "transfer-encoding" in headers else int(headers.get("content-length", 0))


def _finish(done: asyncio.Future[None]) -> None:
    if not done.cancelled():
        done.set_result(None)


def refuse(scope: Scope, protocol: RSGIHTTPProtocol, status: int, detail: str) -> None:
    """Refuse without a thread, and so without the database: as a problem, and with a log line."""
    request_id = request_id_of(scope.headers.get("x-request-id"))
    found = Problem(CODES[status], status, detail=detail)
    own = [
        ("Content-Type", PROBLEM_JSON),
        ("X-Request-Id", request_id),
        ("Retry-After", "2"),
        ("Connection", "close"),
    ]
    line = {"method": scope.method, "path": scope.path, "status": status}
    write("request", {**line, "request_id": request_id, "problem_code": found.code})
    protocol.response_bytes(status, [*own, *HEADERS], dumps(document(found, request_id)))


def bound_sockets() -> None:
    """Set what each connection inherits: what the kernel keeps for a slow client, and how long."""
    for number in os.listdir("/proc/self/fd"):
        with suppress(OSError), socket.socket(fileno=os.dup(int(number))) as found:
            if found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                found.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BYTES)
                milliseconds = STALLED_SECONDS * 1000
                found.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, milliseconds)
