"""The API under its real server, as `./store up` serves it."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ops.local.servers.base import free_port
from ops.paths import ROOT

START_SECONDS = 30.0


@contextmanager
def serving(
    stack_env: dict[str, str],
    folder: Path = ROOT,
    python: str | Path = sys.executable,
    **settings: str,
) -> Iterator[str]:
    """The address of a running server on this stack; it ends with the block."""
    port = free_port()
    env = {**os.environ, **stack_env, "STORE_PORT": str(port), **settings}
    command = [python, "-m", "api.server"]
    process = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + START_SECONDS
        while not _is_ready(port):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
        yield f"127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/api/v1/ready")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
