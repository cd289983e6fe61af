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


@dataclass(frozen=True)
class Shift:
    """How long a client works, how often at most, and at which pace."""

    seconds: float
    most: int | None = None
    # A new try begins every so many seconds; at once, where it is 0.
    every: float = 0.0


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


def repeat(work: Work, begin: float, shift: Shift) -> Tally:
    """Do the work from the agreed moment on, until the shift is over."""
    latencies: array[float] = array("d")
    errors: Counter[str] = Counter()
    now = time.monotonic
    end, last, planned = begin + shift.seconds, begin, begin
    while planned < end and (shift.most is None or len(latencies) + errors.total() < shift.most):
        time.sleep(max(0.0, planned - now()))
        began = now()
        try:
            work.once()
        except Failure as failure:
            errors[str(failure)] += 1
        else:
            latencies.append(now() - began)
        last = now()
        planned = max(planned + shift.every, last)
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
        self._patience = ANSWER_SECONDS
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

    def run(self, shift: Shift) -> Tally:
        """Let all clients work; they begin together, or spread over one step of their pace."""
        begin = time.monotonic() + HEAD_START
        self._patience = ANSWER_SECONDS + shift.seconds
        for number, pipe in enumerate(self._pipes):
            pipe.send((begin + shift.every * number / len(self._pipes), shift))
        return join([tally for pipe in self._pipes if (tally := self._receive(pipe))])

    def _receive(self, pipe: Connection) -> Tally | None:
        if not pipe.poll(self._patience):
            raise RuntimeError(f"A client has not answered for {self._patience:.0f} s.")
        try:
            answer = pipe.recv()
        except EOFError:
            raise RuntimeError("A client ended without a word.") from None
        if isinstance(answer, Exception):
            raise answer
        assert answer is None or isinstance(answer, Tally)
        return answer
