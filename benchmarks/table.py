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
SHARES = ("clients", "api", "worker", "database", "redis", "others")


def render(report: Mapping[str, Any]) -> str:
    """All of a report as text."""
    lines = [f"{report['benchmark']}: {report['unit']} ({report['scene']})", ""]
    lines += table(report["results"])
    lines += ["", *(f"  {note}" for note in report["notes"])]
    for goal in report["goals"]:
        mark = "met   " if goal["met"] else "MISSED"
        found, wanted = (f"{goal[name]:,g} {goal['unit']}" for name in ("found", "wanted"))
        lines.append(f"  {mark}  {goal['goal']}: {found} ({goal['relation']} {wanted} wanted)")
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
