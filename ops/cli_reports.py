"""`./store reports`: check definitions, begin a new one."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import date
from pathlib import Path

import click

from core.config import Config
from core.db import Database, Problem
from core.reports.check import Found, mistakes
from core.reports.definitions import ReportError
from core.reports.library import Library
from core.reports.refusals import Refused
from core.reports.select import Statement
from core.reports.snapshot import Snapshot
from ops.imports.progress_bar import ProgressBar
from ops.local import environment

# Orders whose facts are made anew in one transaction.
AT_ONCE = 1000
# Before all sales.
FIRST_DAY = date(1000, 1, 1)
ID = re.compile(r"[a-z][a-z0-9_-]{0,62}")
ZONE = "SELECT value FROM setting_list WHERE setting_code = 'time_zone'"
QUERY = """\
-- {id}: one row per order.
SELECT
    o.order_id,
    o.placed_at,
    o.order_status_code AS status,
    o.total_amount AS total
FROM orders AS o
WHERE
    o.placed_at >= CONVERT_TZ(CAST(:from AS DATE), :time_zone, 'UTC')
    AND o.placed_at < CONVERT_TZ(CAST(:to AS DATE) + INTERVAL 1 DAY, :time_zone, 'UTC');
"""


@click.group()
def reports() -> None:
    """Check report definitions, begin a new one, rebuild what reports over sales read."""
    environment.apply()
    # What the library logs is printed anyway, with its place.
    logging.getLogger("core.reports").addHandler(logging.NullHandler())


@reports.command()
def check() -> None:
    """Prove every report against the running database."""
    config = Config.from_environment()
    library = Library(config.reports_file, config.reports_sql_dir)
    if not config.report_database_url:
        raise click.ClickException("There is no database to ask: run ./store up first.")
    try:
        with Snapshot(config.report_database_url, 60) as moment:
            zone = moment.rows(Statement(ZONE, []))[0]["value"]
        found = list(mistakes(library, config.report_database_url, zone))
    except ReportError as error:
        found = [Found(error)]
    except Refused as refused:
        raise click.ClickException(f"{refused.detail} Is ./store up?") from refused
    for mistake in found:
        click.echo(_line(mistake.error), err=True)
    if not all(mistake.is_warning for mistake in found):
        sys.exit(1)
    click.echo(f"{len(library.entries())} reports, all well.")


def _line(error: ReportError) -> str:
    place = Path(error.file)
    if place.is_relative_to(Path.cwd()):
        place = place.relative_to(Path.cwd())
    return f"{place}:{error.line or 1}: {error.detail}"


@reports.command()
@click.argument("report_id", metavar="ID")
def new(report_id: str) -> None:
    """Write a definition and a query to begin with."""
    config = Config.from_environment()
    if not ID.fullmatch(report_id):
        raise click.ClickException("An ID is a lower-case word such as best_sellers.")
    query = config.reports_sql_dir / f"{report_id}.sql"
    text = config.reports_file.read_text(encoding="utf-8")
    if query.exists() or any(each.get("id") == report_id for each in json.loads(text)):
        raise click.ClickException(f"There is a report {report_id} already.")
    head = text.rstrip().removesuffix("]").rstrip()
    separator = "," if head.endswith("}") else ""
    block = json.dumps(_definition(report_id), indent=2)
    indented = "\n".join(f"  {line}" for line in block.splitlines())
    query.write_text(QUERY.format(id=report_id), encoding="utf-8")
    config.reports_file.write_text(f"{head}{separator}\n{indented}\n]\n", encoding="utf-8")
    click.echo(f"Written: {query} and its definition at the end of {config.reports_file}.")
    click.echo("Change both as you like, then run ./store reports check.")


@reports.command()
def rebuild() -> None:
    """Make sales facts and the sums of the dashboard anew; the clock may help meanwhile."""
    config = Config.from_environment()
    if not config.worker_database_url:
        raise click.ClickException("There is no database to ask: run ./store up first.")
    db = Database(config.worker_database_url)
    try:
        due = db.call("sales_facts_rebuild", config.clock_session)[0]["due"]
        bar = ProgressBar("orders", due, click.echo)
        while due:
            rows = db.call("sales_facts_take", config.clock_session, AT_ONCE)
            if rows:
                bar.add(due - rows[0]["due"])
                due = rows[0]["due"]
        bar.close()
        months = ProgressBar("months", 0, click.echo)
        month = FIRST_DAY
        while rows := db.call("sales_month_rebuild", config.clock_session, month):
            month = rows[0]["sold_month"]
            months.total += 1
            months.add(1)
        months.close()
        # The sums of late, and those of the dashboard.
        db.call("sales_facts_take", config.clock_session, AT_ONCE)
        db.call("dashboard_recount", config.clock_session)
        db.call("dashboard_count", config.clock_session)
    except Problem as problem:
        raise click.ClickException(f"{problem.detail} Is ./store up?") from problem


def _definition(report_id: str) -> dict[str, object]:
    title = report_id.replace("_", " ").replace("-", " ").capitalize()
    return {
        "id": report_id,
        "title": title,
        "description": "One row per order.",
        "permission": f"reports.{report_id.replace('-', '_')}",
        "key": ["order_id"],
        "sort": ["-placed_at"],
        "filters": [
            {"name": "from", "label": "From", "type": "date", "required": True, "default": "-30d"},
            {"name": "to", "label": "To", "type": "date", "required": True, "default": "today"},
        ],
        "group_by": [{"name": "status", "label": "Status", "columns": ["status"]}],
        "columns": [
            {
                "name": "order_id",
                "label": "Order",
                "type": "integer",
                "total": "count",
                "total_label": "Orders",
            },
            {"name": "placed_at", "label": "Placed at", "type": "datetime"},
            {"name": "status", "label": "Status", "type": "text"},
            {"name": "total", "label": "Total", "type": "money", "total": "sum"},
        ],
        "chart": {"kind": "bar", "x": "status", "y": ["total"]},
    }
