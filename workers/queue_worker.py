"""A worker process: woken through RQ, and by itself where Redis is gone."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

import redis
from rq import Queue, SimpleWorker
from rq.exceptions import StopRequested
from rq.timeouts import BaseDeathPenalty

from core.wake import Topic
from workers.context import STOPPING, context

log = logging.getLogger(__name__)

LOOK_SECONDS = 5.0

Work = Callable[[], None]
# Held while the work of this process is done, so that it is done once at a time.
_at_work = threading.Lock()
_this_thread = threading.local()


class _NoDeadline(BaseDeathPenalty):
    """The lease in the row is the deadline; an exception out of nowhere would only do harm."""

    def setup_death_penalty(self) -> None:
        """Set no alarm."""

    def cancel_death_penalty(self) -> None:
        """There is no alarm."""


class QueueWorker(SimpleWorker):
    """An RQ worker that does its jobs in its own process and stops between two items."""

    death_penalty_class = _NoDeadline
    max_connection_wait_time = LOOK_SECONDS

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        """SIGTERM: the item that was begun is finished, however often one asks."""
        is_first = not STOPPING.is_set()
        STOPPING.set()
        self._stop_requested = True
        # Only this thread waits for Redis; what another one has begun goes on.
        if is_first and not getattr(_this_thread, "is_at_work", False):
            raise StopRequested

    def _install_signal_handlers(self) -> None:
        super()._install_signal_handlers()  # type: ignore[no-untyped-call]
        # Who asked while this worker was made ready has told nobody but `serve`.
        self._stop_requested = STOPPING.is_set()


def perform(topic: Topic, work: Work) -> None:
    """Do the work of a topic; what goes wrong is logged, and tried again at the next wake-up."""
    with _at_work:
        _this_thread.is_at_work = True
        context().open_gate(topic)
        try:
            with context().heart.work(topic):
                work()
        except Exception:
            log.exception("The work on %s was interrupted.", topic)
        finally:
            _this_thread.is_at_work = False


def serve(topic: Topic, work: Work) -> None:
    """Be the worker of a topic until SIGTERM."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: STOPPING.set())
    # RQ would log each job; what became of the rows is logged by us.
    logging.getLogger("rq.worker").setLevel(logging.WARNING)
    alone = threading.Thread(target=_without_redis, args=(topic, work), name="without-redis")
    alone.start()
    # What waited while nobody was here needs no wake-up.
    perform(topic, work)
    with suppress(StopRequested):
        while not STOPPING.is_set():
            try:
                connection = redis.Redis.from_url(context().config.redis_url)
                QueueWorker([Queue(topic, connection=connection)], connection=connection).work()
            except redis.RedisError as error:
                log.warning("Redis is gone, looking into the database instead: %s", error)
            STOPPING.wait(LOOK_SECONDS)
    alone.join()


def _without_redis(topic: Topic, work: Work) -> None:
    """While Redis does not answer nobody can wake us: look whether there is work."""
    client = context().redis
    while not STOPPING.wait(LOOK_SECONDS):
        try:
            client.ping()
        except redis.RedisError:
            with suppress(Exception):
                perform(topic, work)
