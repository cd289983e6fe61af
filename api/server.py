"""How the API is served: `python -m api.server`; the figures behind it are in docs/decisions.md."""

from __future__ import annotations

import gc
import resource
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from flask import Flask
from granian import _futures
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

from api import create_app
from api.front import Front
from core.config import Config

API = "api.server:application"
# Of each process; what is beyond waits in the kernel until others have ended.
CONNECTIONS = 4_096
# Files beside connections: the database, Redis, logs, what is sent.
OTHER_FILES = 512
HEAD_SECONDS = 10
HEAD_BYTES = 32_768


def application() -> Flask:
    """What each process serves; what it begins with lives as long as it does, so the collector
    need not look at it again."""
    app = create_app()
    gc.collect()
    gc.freeze()
    return app


def load(factory: str) -> Any:
    """What stands before the application that `module:factory` makes."""
    module, _, name = factory.partition(":")
    front = Front(getattr(import_module(module), name)(), Config.from_environment())
    past_the_loop(front)
    return front


def past_the_loop(front: Front) -> None:
    """Let the server's own threads take what is there, not have them wake the event loop for it.

    This reaches into the server. Without it all works the same, for up to 0.2 ms more a request.
    """
    usual = _futures._cbsched_aioschedule

    def schedule_by(loop: Any, context: Any, callback: Any) -> Callable[[Any], None]:
        through_the_loop = usual(loop, context, callback)  # type: ignore[no-untyped-call]
        wake_the_loop = loop.call_soon_threadsafe

        def schedule(watcher: Any) -> None:
            if not front.at_once(watcher.scope, watcher.proto):
                through_the_loop(watcher)

        def call_soon(callback: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
            if callback == front.arrived:
                return front.arrived_here(*arguments)
            return wake_the_loop(callback, *arguments, **named)

        loop.call_soon_threadsafe = call_soon
        return schedule

    _futures._cbsched_aioschedule = schedule_by


def most_connections() -> int:
    """How many connections a process takes, with as many files as the system allows it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return min(CONNECTIONS, max(hard - OTHER_FILES, hard // 2))


class ThreadedServer(MPServer):
    """A server that calls Python from several threads, so that they need not wake others.

    Granian has such threads and lets only WSGI have more than one: this reaches into it as well.
    """

    def startup(self, *targets: Any) -> None:
        """Begin, after the server has looked whether it is asked for what it can do."""
        # One more than work, for those who wait.
        self.blocking_threads = Config.from_environment().threads + 1
        super().startup(*targets)  # type: ignore[no-untyped-call]


def main(factory: str = API) -> None:
    """Serve what the factory makes, in processes that are replaced when they die."""
    config = Config.from_environment()
    server = ThreadedServer(
        factory,
        address=config.bind,
        port=config.port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=config.workers,
        loop=Loops.asyncio,
        # They read the files that are sent.
        runtime_blocking_threads=config.threads,
        backpressure=most_connections(),
        # Also the time that a kept connection may be idle.
        http1_settings=HTTP1Settings(
            header_read_timeout=HEAD_SECONDS * 1000, max_buffer_size=HEAD_BYTES
        ),
        respawn_failed_workers=True,
        workers_kill_timeout=15,
        # The application writes a line for each request itself.
        log_access=False,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=load)


if __name__ == "__main__":
    main(*sys.argv[1:2])
