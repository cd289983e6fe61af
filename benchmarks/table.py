"""Results for people: a table, the ratios, the goals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Getter = Callable[[Mapping[str, Any]], Any]


def _inside(outer: str, inner: str) -> Getter:
    return lambda result: result.get(outer, {}).get(inner)


def _errors(result: Mapping[str, Any]) -> Any:
    return sum(result["errors"].values()) if "errors" in result else None


def _plain(name: str) -> Getter:
    return lambda result: result.get(name)


# Title, value, format; a column that no result has is left out.
COLUMNS: list[tuple[str, Getter, str]] = [
    ("per second", _plain("per_second"), "{:,.0f}"),
    ("p50 ms", _inside("milliseconds", "p50"), "{:.2f}"),
    ("p95 ms", _inside("milliseconds", "p95"), "{:.2f}"),
    ("p99 ms", _inside("milliseconds", "p99"), "{:.2f}"),
    ("seconds", _plain("seconds"), "{:.2f}"),
    ("peak MB", _plain("peak_megabytes"), "{:.0f}"),
    ("errors", _errors, "{}"),
    ("deadlocks", _plain("lock_deadlocks"), "{}"),
    ("lock waits", _plain("lock_timeouts"), "{}"),
]
SHARES = (
    "clients",
    "api",
    "worker",
    "mail worker",
    "mail sink",
    "database",
    "redis",
    "clock",
    "manager",
    "others",
)


def render(report: Mapping[str, Any]) -> str:
    """All of a report as text."""
    if "scenes" in report:
        return compared(report)
    lines = [f"{report['benchmark']}: {report['unit']} ({report['scene']})", ""]
    lines += table(report["results"])
    lines += ["", *(f"  {note}" for note in report["notes"])]
    lines += [_told(goal) for goal in report["goals"]]
    return "\n".join(lines)


def table(results: Sequence[Mapping[str, Any]]) -> list[str]:
    """One line a result; parts of the machine's processors behind its figures."""
    shown = [column for column in COLUMNS if any(column[1](each) is not None for each in results)]
    groups = [name for name in SHARES if any(name in each["cpu_share"] for each in results)]
    rows = [["", *(title for title, _, _ in shown), *(f"CPU {name}" for name in groups)]]
    for each in results:
        cells = [_cell(getter(each), form) for _, getter, form in shown]
        cells += [_cell(each["cpu_share"].get(name), "{:.0%}") for name in groups]
        rows.append([each["name"], *cells])
    return _aligned(rows)


def _cell(value: Any, form: str) -> str:
    return "" if value is None else form.format(value)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join([row[0].ljust(widths[0]), *cells]).rstrip())
    return [lines[0], "-" * max(map(len, lines)), *lines[1:]]


def compared(report: Mapping[str, Any]) -> str:
    """Two revisions side by side, scene by scene."""
    lines = [f"{report['benchmark']}: {report['unit']} ({report['scene']})"]
    for scene in report["scenes"]:
        old, new = scene["results"]
        lines += ["", f"{scene['scene']}: {scene['each']:,} each, milliseconds of CPU for one", ""]
        rows = [["", "old", "new", "new of old"]]
        for name, row in scene["groups"].items():
            figures = [_cell(row["old"], "{:.2f}"), _cell(row["new"], "{:.2f}")]
            rows.append([name, *figures, _cell(row["ratio"], "{:.0%}")])
        rates = [each["per_second"] for each in (old, new)]
        rows.append(["per second", *(f"{rate:,.0f}" for rate in rates), ""])
        rows.append(["p95 ms", *(f"{each['milliseconds']['p95']:.1f}" for each in (old, new)), ""])
        for title in ("errors", "lock_deadlocks", "lock_timeouts"):
            rows.append([title.replace("_", " "), *(f"{_count(x[title])}" for x in (old, new)), ""])
        lines += _aligned(rows)
        lines += [_told(goal) for goal in scene["goals"]]
    lines += ["", "An idle shop, in milliseconds of CPU a second (part of the figures above):"]
    for name, idle in report["idle_milliseconds_per_second"].items():
        lines.append(f"  {name}: " + ", ".join(f"{group} {ms:g}" for group, ms in idle.items()))
    return "\n".join(lines)


def _count(value: Any) -> int:
    return sum(value.values()) if isinstance(value, Mapping) else int(value)


def _told(goal: Mapping[str, Any]) -> str:
    mark = "met   " if goal["met"] else "MISSED"
    found, wanted = (_cell(goal[name], f"{{:,g}} {goal['unit']}") for name in ("found", "wanted"))
    return f"  {mark}  {goal['goal']}: {found or 'nothing'} ({goal['relation']} {wanted} wanted)"
