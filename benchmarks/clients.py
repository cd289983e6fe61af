"""Client processes: started once, idle between rounds, each with a connection of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from array import array
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Protocol, Self

# Linux counts the monotonic clock alike for all processes.
HEAD_START = 0.05
ORPHAN_SECONDS = 1.0
ANSWER_SECONDS = 120.0


class Failure(Exception):
    """A try that did not do what it should; the text is counted."""


class Work(Protocol):
    """What one client does again and again."""

    def open(self) -> None:
        """Connect; called in the client's own process."""

    def once(self) -> None:
        """Do it once, or raise Failure."""

    def close(self) -> None:
        """Disconnect."""


@dataclass
class Tally:
    """What clients did in one round."""

    began: float
    ended: float
    latencies: array[float]
    errors: Counter[str]

    @property
    def seconds(self) -> float:
        """From the first begin to the last end."""
        return self.ended - self.began

    @property
    def rate(self) -> float:
        """Tries that went well, per second."""
        return len(self.latencies) / self.seconds


def join(tallies: Sequence[Tally]) -> Tally:
    """The tallies of several clients as one."""
    latencies: array[float] = array("d")
    errors: Counter[str] = Counter()
    for tally in tallies:
        latencies.extend(tally.latencies)
        errors.update(tally.errors)
    began = min(tally.began for tally in tallies)
    return Tally(began, max(tally.ended for tally in tallies), latencies, errors)


def repeat(work: Work, begin: float, seconds: float) -> Tally:
    """Do the work from the agreed moment on for so long."""
    latencies: array[float] = array("d")
    errors: Counter[str] = Counter()
    now = time.monotonic
    time.sleep(max(0.0, begin - now()))
    end, last = begin + seconds, now()
    while last < end:
        try:
            work.once()
        except Failure as failure:
            errors[str(failure)] += 1
            last = now()
            continue
        done = now()
        latencies.append(done - last)
        last = done
    return Tally(begin, last, latencies, errors)


def _serve(pipe: Connection, work: Work) -> None:
    """The life of a client process: a round for each message, until the pipe or parent ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = os.getppid()
    try:
        work.open()
        pipe.send(None)
        while True:
            while not pipe.poll(ORPHAN_SECONDS):
                if os.getppid() != parent:
                    return
            pipe.send(repeat(work, *pipe.recv()))
    except (EOFError, KeyboardInterrupt):
        return
    except Exception as error:
        pipe.send(RuntimeError(f"A client ended: {error!r}"))
    finally:
        with suppress(Exception):
            work.close()


class Crew:
    """Client processes that work at the same time."""

    def __init__(self, works: Sequence[Work]) -> None:
        context = multiprocessing.get_context("fork")
        self._pipes: list[Connection] = []
        self._processes = []
        for work in works:
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, work), daemon=True)
            process.start()
            theirs.close()
            self._pipes.append(ours)
            self._processes.append(process)

    def __enter__(self) -> Self:
        for pipe in self._pipes:
            self._receive(pipe)
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in self._pipes:
            pipe.close()
        for process in self._processes:
            process.terminate()
            process.join()

    @property
    def pids(self) -> list[int]:
        """The client processes."""
        return [process.pid for process in self._processes if process.pid]

    def run(self, seconds: float) -> Tally:
        """Let all clients work for so long; they begin together."""
        begin = time.monotonic() + HEAD_START
        for pipe in self._pipes:
            pipe.send((begin, seconds))
        return join([tally for pipe in self._pipes if (tally := self._receive(pipe))])

    def _receive(self, pipe: Connection) -> Tally | None:
        if not pipe.poll(ANSWER_SECONDS):
            raise RuntimeError(f"A client has not answered for {ANSWER_SECONDS:.0f} s.")
        try:
            answer = pipe.recv()
        except EOFError:
            raise RuntimeError("A client ended without a word.") from None
        if isinstance(answer, Exception):
            raise answer
        assert answer is None or isinstance(answer, Tally)
        return answer
