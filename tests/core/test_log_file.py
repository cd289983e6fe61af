"""Log files that several processes share."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core import log_file
from core.log_file import GatheredLines, LogFile
from ops.paths import ROOT

WRITER = """
import sys
from core import log
log.install("INFO", sys.argv[1])
for number in range(int(sys.argv[2])):
    log.write("request", {"number": number})
"""


def test_two_writers_move_a_full_file_aside_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_file, "LOG_BYTES", 100)
    path = tmp_path / "api.log"
    first, second = LogFile(path), LogFile(path)
    for number in range(10):
        first.append(b"first  %d\n" % number)
        second.append(b"second %d\n" % number)
    old = (tmp_path / "api.log.1").read_bytes()
    assert (old + path.read_bytes()).count(b"\n") == 20
    assert len(old) == 99


def test_a_file_that_was_taken_away_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "api.log"
    file = LogFile(path)
    path.rename(tmp_path / "elsewhere.log")
    file.append(b"here\n")
    assert path.read_text() == "here\n"


def test_lines_come_without_a_flush(tmp_path: Path, eventually: Callable[..., None]) -> None:
    path = tmp_path / "api.log"
    GatheredLines(LogFile(path)).write("one\n")
    eventually(lambda: path.read_text() == "one\n")


def test_nothing_is_lost_at_the_end_of_a_process(tmp_path: Path) -> None:
    path = tmp_path / "api.log"
    done = subprocess.run(
        [sys.executable, "-c", WRITER, str(path), "1000"], cwd=ROOT, capture_output=True, check=True
    )
    assert done.stdout == b""
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert [line["number"] for line in lines] == list(range(1000))
