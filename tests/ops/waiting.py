"""Waiting for an event instead of for a time."""

from __future__ import annotations

import time
from collections.abc import Callable


def wait_for(event: Callable[[], object], seconds: float = 30.0) -> None:
    """Poll until the event has come; fail if it does not."""
    until = time.monotonic() + seconds
    while not event():
        assert time.monotonic() < until, "what was waited for did not come"
        # innodb_trx shows nothing new to who asks more often than ten times a second.
        time.sleep(0.12)
