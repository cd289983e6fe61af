"""Child processes that do not outlive us, and whether a pid is still what it was."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def _die_with_parent() -> None:
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def spawn(
    command: Sequence[str],
    output: IO[bytes] | int,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, which a kill -9 of us takes along."""
    # The kernel watches the thread that forks, so only the main thread may ask for it.
    main = threading.current_thread() is threading.main_thread()
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        env=env,
        cwd=cwd,
        start_new_session=True,
        preexec_fn=_die_with_parent if main else None,
    )


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name; empty if it is gone or a zombie."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [] if fields[0] in "ZX" else fields


def started_ticks(pid: int) -> int | None:
    """When a living process started, in ticks since boot: with the pid, its identity."""
    fields = _stat(pid)
    return int(fields[19]) if fields else None


def session_members(leader: int) -> list[int]:
    """Whatever a child has started and left, whoever its parent is by now."""
    pids = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    found = ((pid, _stat(pid)) for pid in pids if pid != leader)
    return [pid for pid, fields in found if fields and int(fields[3]) == leader]


def kill_all(pids: list[int]) -> None:
    """SIGKILL those that still live."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def end(pid: int, ticks: int, seconds: float) -> None:
    """End a process that is not our child, but only if it still is the one that was meant."""
    until = time.monotonic() + seconds
    if started_ticks(pid) == ticks:
        os.kill(pid, signal.SIGTERM)
    while started_ticks(pid) == ticks:
        if time.monotonic() > until:
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.03)
    kill_all(session_members(pid))


def command_line(pid: int) -> list[str]:
    """The arguments of a living process; empty if there is none."""
    try:
        raw = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return []
    return [part.decode(errors="replace") for part in raw.split(b"\0") if part]


def working_folder(pid: int) -> Path | None:
    """Where a living process works."""
    try:
        return Path(os.readlink(f"/proc/{pid}/cwd"))
    except OSError:
        return None
