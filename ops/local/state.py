"""What runs now: written by the manager, read by every other command."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from ops.local.children import started_ticks
from ops.local.environment import BrokenFile
from ops.local.servers.base import write_private
from ops.paths import local_dir

Phase = Literal["starting", "ready", "stopping"]


@dataclass
class Running:
    """One process as the manager last saw it; ticks tell it from a stranger with its pid."""

    name: str
    pid: int | None
    ticks: int | None
    started: float
    restarts: int

    @property
    def is_alive(self) -> bool:
        """Whether the process that was meant still lives."""
        return self.pid is not None and started_ticks(self.pid) == self.ticks


@dataclass
class State:
    """The manager, its phase, its processes and what it told the person."""

    pid: int
    ticks: int
    boot: str
    phase: Phase
    port: int
    mail_port: int = 0
    banner: str = ""
    address: str = ""
    is_building: bool = False
    processes: list[Running] = field(default_factory=list)

    @property
    def is_alive(self) -> bool:
        """Whether this manager still lives."""
        return self.boot == boot_id() and started_ticks(self.pid) == self.ticks


def run_dir() -> Path:
    """Where the state and the lock lie."""
    return local_dir() / "run"


def scratch_dir() -> Path:
    """Where commands put what they need for a moment; it goes when the stack goes down."""
    for folder in (local_dir(), run_dir(), run_dir() / "scratch"):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def heartbeat_file(name: str) -> Path:
    """Where a worker says that it lives."""
    return run_dir() / f"{name}.beat"


def boot_id() -> str:
    """Pids mean nothing after the machine was started again."""
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def read() -> State | None:
    """The state that was last written, by a living manager or a dead one."""
    path = run_dir() / "state.json"
    if not path.exists():
        return None
    try:
        raw = json.loads(path.read_text())
        return State(**{**raw, "processes": [Running(**entry) for entry in raw["processes"]]})
    except (ValueError, TypeError, KeyError) as error:
        raise BrokenFile(
            f"{path} cannot be read. End what runs of this shop, and remove the file."
        ) from error


def living() -> State | None:
    """The state of the manager that runs now, if one does."""
    found = read()
    return found if found and found.is_alive else None


def write(state: State) -> None:
    """Replace the state; a reader sees the old one or the new one."""
    run_dir().mkdir(parents=True, exist_ok=True, mode=0o700)
    write_private(run_dir() / "state.json", json.dumps(asdict(state), indent=2))
