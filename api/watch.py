"""Whether a client still waits for its answer: whoever does long work for it may look."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from granian._granian import RSGIProtocolClosed as ProtocolClosed

if TYPE_CHECKING:
    from granian._granian import RSGIHTTPProtocol

KEY = "storekeeper.watch"


class Watch:
    """Looks at the client of one request, as long as it is asked to."""

    def __init__(self, loop: asyncio.AbstractEventLoop, protocol: RSGIHTTPProtocol) -> None:
        self._loop = loop
        self._protocol = protocol

    @contextmanager
    def until_gone(self, act: Callable[[], None]) -> Iterator[None]:
        """Act, in a thread of its own, if the client goes away while this lasts."""
        looking: list[asyncio.Task[None]] = []

        def begin() -> None:
            looking.append(self._loop.create_task(self._look(act)))

        def end() -> None:
            looking.pop().cancel()

        self._loop.call_soon_threadsafe(begin)
        try:
            yield
        finally:
            self._loop.call_soon_threadsafe(end)

    async def _look(self, act: Callable[[], None]) -> None:
        with suppress(ProtocolClosed):
            await self._protocol.client_disconnect()
        threading.Thread(target=act, daemon=True).start()


@contextmanager
def until_gone(environ: Mapping[str, Any], act: Callable[[], None]) -> Iterator[None]:
    """Act if the client of a request goes away while this lasts; other servers do not tell."""
    watch: Watch | None = environ.get(KEY)
    if watch is None:
        yield
        return
    with watch.until_gone(act):
        yield
