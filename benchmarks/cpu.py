"""Who used the processors: CPU seconds of groups of processes, from /proc."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
CORES = len(os.sched_getaffinity(0))
ALL = "all"
OTHERS = "others"


def seconds_of(pid: int) -> float:
    """User and system time of a process and of its ended children; 0 once it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(map(int, fields[11:15])) / TICKS


def machine_seconds() -> float:
    """Time that all processors of the machine were busy so far."""
    fields = [int(part) for part in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
    # user, nice, system, irq, softirq; idle, iowait and steal are no work.
    return (fields[0] + fields[1] + fields[2] + fields[5] + fields[6]) / TICKS


@dataclass(frozen=True)
class Meter:
    """Named groups of processes whose use of the processors is watched."""

    groups: Mapping[str, Sequence[int]]

    def read(self) -> dict[str, float]:
        """CPU seconds of each group, and of the whole machine, so far."""
        used = {name: sum(map(seconds_of, pids)) for name, pids in self.groups.items()}
        return {**used, ALL: machine_seconds()}


def used_between(before: Mapping[str, float], after: Mapping[str, float]) -> dict[str, float]:
    """CPU seconds of each group; `others` is the rest of the machine, noise included."""
    used = {name: max(0.0, after[name] - before[name]) for name in before}
    whole = used.pop(ALL)
    return {**used, OTHERS: max(0.0, whole - sum(used.values()))}


def shares(used: Mapping[str, float], seconds: float) -> dict[str, float]:
    """Parts of the machine: 1.0 is all of its cores for all of the time."""
    return {name: spent / (seconds * CORES) for name, spent in used.items()}
