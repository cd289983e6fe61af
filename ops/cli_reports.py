"""`./store reports`: check definitions, begin a new one, run one, rebuild what they read."""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from datetime import date
from pathlib import Path

import click

from core.config import Config
from core.db import Database, Problem
from core.reports.check import Found, mistakes
from core.reports.definitions import LANGUAGES, ReportError
from core.reports.library import Library
from core.reports.parts import Statement
from core.reports.prepare import Asker, ordered, prepare
from core.reports.refusals import Refused
from core.reports.snapshot import QueryError, Snapshot
from ops import report_runs
from ops.imports.progress_bar import ProgressBar
from ops.local import environment
from ops.new_report import SUBJECTS, definition
from ops.new_report import query as query_text
from ops.report_runs import FORMATS, SECONDS

# Orders whose facts are made anew in one transaction.
AT_ONCE = 1000
# Before all sales.
FIRST_DAY = date(1000, 1, 1)
ID = re.compile(r"[a-z][a-z0-9_-]{0,62}")
PERMISSION = re.compile(r"reports\.[a-z][a-z0-9_]{0,54}")
ZONE = "SELECT value FROM setting_list WHERE setting_code = 'time_zone'"
# How long to wait while the clock brings facts.
PAUSE = 0.2
MOST_SHOWN = 100


@click.group()
def reports() -> None:
    """Check report definitions, begin a new one, run one, rebuild what reports read."""
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
    return f"{_from_here(Path(error.file))}:{error.line or 1}: {error.detail}"


def _from_here(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


@reports.command()
@click.argument("report_id", metavar="[ID]", required=False)
@click.option("--title", help="What it is called.")
@click.option("--about", type=click.Choice(list(SUBJECTS)), help="What one row is about.")
@click.option("--permission", help="Who holds it sees the report.")
def new(
    report_id: str | None, title: str | None, about: str | None, permission: str | None
) -> None:
    """Ask four questions and write a definition and a query to begin with."""
    config = Config.from_environment()
    report_id = report_id or click.prompt("Id, such as best_sellers")
    if not ID.fullmatch(report_id):
        raise click.ClickException("An ID is a lower-case word such as best_sellers.")
    query = config.reports_sql_dir / f"{report_id}.sql"
    text = config.reports_file.read_text(encoding="utf-8")
    if query.exists() or any(each.get("id") == report_id for each in json.loads(text)):
        raise click.ClickException(f"There is a report {report_id} already.")
    words = report_id.replace("_", " ").replace("-", " ").capitalize()
    title = title or click.prompt("Title", default=words)
    about = about or click.prompt("One row per one of", type=click.Choice(list(SUBJECTS)))
    usual = f"reports.{report_id.replace('-', '_')}"
    permission = permission or click.prompt("Permission", default=usual)
    if not PERMISSION.fullmatch(permission):
        raise click.ClickException("A permission of a report is such as reports.best_sellers.")
    subject = SUBJECTS[about]
    head = text.rstrip().removesuffix("]").rstrip()
    separator = "," if head.endswith("}") else ""
    made = definition(report_id, title, permission, subject)
    block = json.dumps(made, indent=2, ensure_ascii=False)
    indented = "\n".join(f"  {line}" for line in block.splitlines())
    query.write_text(query_text(report_id, subject), encoding="utf-8")
    config.reports_file.write_text(f"{head}{separator}\n{indented}\n]\n", encoding="utf-8")
    file = _from_here(config.reports_file)
    click.echo(f"Written: {_from_here(query)} and its definition at the end of {file}.")
    click.echo("Change both as you like, then run ./store reports check.")


@reports.command()
@click.argument("report_id", metavar="ID")
@click.option("--filter", "filters", multiple=True, metavar="NAME=VALUE", help="A choice.")
@click.option("--group-by", metavar="A[,B]", help="One or two groupings.")
@click.option("--sort", metavar="[-]COLUMN", help="By which columns, by comma.")
@click.option("--limit", type=click.IntRange(1), help="Rows at most; a table shows 100.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="table", show_default=True
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="xlsx: the file.")
def run(
    report_id: str,
    filters: tuple[str, ...],
    group_by: str | None,
    sort: str | None,
    limit: int | None,
    language: str,
    form: str,
    output: Path | None,
) -> None:
    """Read a report at the terminal, with all of its columns."""
    config = Config.from_environment()
    if not config.reports_url:
        raise click.ClickException("There is no database to ask: run ./store up first.")
    chosen = report_runs.chosen(filters)
    if form == "table" and limit is None:
        limit = MOST_SHOWN
    try:
        with Snapshot(config.reports_url, SECONDS) as moment:
            zone = moment.rows(Statement(ZONE, []))[0]["value"]
            found = report_runs.find(config, report_id)
            asker = Asker(0, frozenset(found.permissions), zone, language)
            asked = prepare(found, asker, chosen, group_by)
            report_runs.write(asked, ordered(sort), limit, form, output, moment)
    except (Refused, ReportError, QueryError) as error:
        raise click.ClickException(str(error)) from error


@reports.command()
def rebuild() -> None:
    """Make the sales facts anew from the orders; the clock may help meanwhile."""
    config = Config.from_environment()
    if not config.worker_database_url:
        raise click.ClickException("There is no database to ask: run ./store up first.")
    db = Database(config.worker_database_url)
    try:
        due = db.call("sales_facts_rebuild", config.clock_session)[0]["due"]
        bar = ProgressBar("orders", due, click.echo)
        while due:
            rows = db.call("sales_facts_take", config.clock_session, AT_ONCE)
            if not rows:
                # The clock takes just now.
                time.sleep(PAUSE)
                continue
            bar.add(due - rows[0]["due"])
            due = rows[0]["due"]
        bar.close()
        count, month = 0, FIRST_DAY
        while rows := db.call("sales_month_rebuild", config.clock_session, month):
            month = rows[0]["sold_month"]
            count += 1
        click.echo(f"Summed up anew: {count} months.")
    except Problem as problem:
        raise click.ClickException(f"{problem.detail} Is ./store up?") from problem
