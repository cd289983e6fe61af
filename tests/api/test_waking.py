"""Wake-ups that no request waits for."""

from __future__ import annotations

import os
import time
from queue import SimpleQueue

from api.waking import PAUSE_SECONDS, BackgroundWaker
from core.wake import Topic, Waker


class Recorder(Waker):
    """Notes when it was asked instead of asking Redis."""

    def __init__(self) -> None:
        self.heard: SimpleQueue[tuple[Topic, float]] = SimpleQueue()

    def wake(self, topic: Topic) -> None:
        """Note it; the first time something goes wrong."""
        self.heard.put((topic, time.monotonic()))
        if self.heard.qsize() == 1:
            raise RuntimeError("Something that nobody thought of.")


def test_the_first_wake_up_goes_at_once_and_those_of_a_burst_go_as_one() -> None:
    recorder = Recorder()
    waker = BackgroundWaker(recorder)
    began = time.monotonic()
    waker.wake("mail")
    topic, first = recorder.heard.get(timeout=5)
    assert topic == "mail"
    for _ in range(100):
        waker.wake("mail")
        waker.wake("exports")
    burst = [recorder.heard.get(timeout=5) for _ in range(2)]
    assert sorted(topic for topic, _ in burst) == ["exports", "mail"]
    assert min(at for _, at in burst) - first >= PAUSE_SECONDS
    assert recorder.heard.empty()
    assert began <= first


def test_a_process_that_was_forked_off_wakes_by_itself() -> None:
    recorder = Recorder()
    waker = BackgroundWaker(recorder)
    waker.wake("mail")
    recorder.heard.get(timeout=5)
    child = os.fork()
    if not child:
        waker.wake("exports")
        os._exit(0 if recorder.heard.get(timeout=5)[0] == "exports" else 1)
    assert os.waitpid(child, 0)[1] == 0
