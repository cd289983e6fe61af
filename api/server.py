"""How the API is served: `python -m api.server`; the figures behind it are in docs/decisions.md."""

from __future__ import annotations

import gc
import sys

from flask import Flask
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from api import create_app
from core.config import Config

API = "api.server:application"


def application() -> Flask:
    """What each process serves; what it begins with lives as long as it does, so the collector
    need not look at it again."""
    app = create_app()
    gc.collect()
    gc.freeze()
    return app


def main(factory: str = API) -> None:
    """Serve what the factory makes, in processes that are replaced when they die."""
    config = Config.from_environment()
    server = Server(
        factory,
        factory=True,
        address=config.bind,
        port=config.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=config.workers,
        # Connections to MySQL and Redis are opened by each process for its threads.
        blocking_threads=config.threads,
        respawn_failed_workers=True,
        workers_kill_timeout=15,
        # The application writes a line for each request itself.
        log_access=False,
        log_level=LogLevels.warning,
    )
    server.serve()


if __name__ == "__main__":
    main(*sys.argv[1:2])
