"""Full checkouts at a moderate pace for minutes: what grows, and what levels off."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.bare_checkout import products_in_stock
from benchmarks.buyer import Way
from benchmarks.checkout import baskets_of, buyers
from benchmarks.clients import Shift, Tally
from benchmarks.database import Admin
from benchmarks.measure import percentiles_of
from benchmarks.running_shop import RunningShop, running
from ops.paths import ROOT

MINUTE = 60.0
TABLES = (
    "SELECT table_schema, table_name FROM information_schema.tables"
    " WHERE table_schema IN ('store', 'store_audit') AND table_type = 'BASE TABLE'"
    " ORDER BY table_schema, table_name"
)
# A partition is a tablespace of its own, named after its table.
BYTES = (
    "SELECT REPLACE(SUBSTRING_INDEX(LOWER(name), '#p#', 1), '/', '.') AS table_name,"
    " SUM(file_size) FROM information_schema.innodb_tablespaces GROUP BY table_name"
)
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Look:
    """Rows and bytes of each table, and megabytes of memory of each group of processes."""

    rows: Mapping[str, int]
    bytes: Mapping[str, int]
    memory: Mapping[str, float]


def look(shop: RunningShop) -> Look:
    """The shop as it is now."""
    sizes = {str(name): int(size) for name, size in shop.admin.rows(BYTES)}
    rows = dict(_counted(shop.admin))
    memory = {name: sum(map(resident, pids)) for name, pids in shop.pids().items()}
    return Look(rows, {name: sizes.get(name.lower(), 0) for name in rows}, memory)


def _counted(admin: Admin) -> Iterator[tuple[str, int]]:
    for schema, table in admin.rows(TABLES):
        yield f"{schema}.{table}", int(admin.value(f"SELECT COUNT(*) FROM {schema}.{table}"))


def resident(pid: int) -> float:
    """Megabytes of memory of a process; 0 once it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def run(
    minutes: int, clients: int, per_second: float, way: Way, progress: Callable[[str], None]
) -> list[str]:
    """Print what each minute brought; violations of the promises at the end."""
    with running("soak", ROOT, progress) as shop:
        baskets = baskets_of(products_in_stock(shop), clients, way.is_hot)
        shift = Shift(MINUTE, every=clients / per_second)
        with buyers(shop, baskets, way) as crew:
            before = look(shop)
            for minute in range(1, minutes + 1):
                shop.empty_inbox()
                tally = crew.run(shift)
                shop.wait_for_mails(way.mails * len(tally.latencies))
                now = look(shop)
                progress("\n".join(told(minute, tally, before, now)))
                before = now
        return shop.violations()


def told(minute: int, tally: Tally, before: Look, now: Look) -> Sequence[str]:
    """One minute in words: pace and latency, memory, and every table that has changed."""
    latency = percentiles_of(tally.latencies)
    memory = ", ".join(f"{name} {size:,.0f}" for name, size in now.memory.items())
    lines = [
        f"Minute {minute}: {tally.rate:.1f} checkouts/s, p50 {latency['p50']:.0f} ms,"
        f" p95 {latency['p95']:.0f} ms, {tally.errors.total()} errors",
        f"  memory in MB: {memory}",
    ]
    for name, rows in now.rows.items():
        grown: Any = rows - before.rows.get(name, 0)
        megabytes = (now.bytes[name] - before.bytes.get(name, 0)) / MEGABYTE
        if grown or megabytes:
            whole = f"{rows:,} rows, {now.bytes[name] / MEGABYTE:,.1f} MB"
            lines.append(f"  {name:<36} {grown:>+8,} rows {megabytes:>+7.1f} MB  ({whole})")
    return lines
