"""`./store db …`: what a DBA does with migrations."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click
import mysql.connector

from core.checks import CheckError, run_checks
from core.db.pool import COLLATION
from core.db.url import parse_url
from ops import locks, migrations
from ops.database import connect
from ops.demo import passwords
from ops.local import environment, state
from ops.migrations.session import Flavor, StatementError
from ops.paths import ROOT


@click.group("db")
def db() -> None:
    """Bring the database to what sql/ says, and compare the two."""


@db.command("apply")
@click.option("--plan", "only_plan", is_flag=True, help="Only say what would be done.")
def apply_command(only_plan: bool) -> None:
    """Apply what is new, changed, missing or altered by hand."""
    with _without_traceback():
        if only_plan:
            changes = migrations.plan(_url("ADMIN"))
            for change in changes:
                click.echo(change.line(done=False))
        else:
            changes = migrations.apply(
                _url("ADMIN"), passwords=environment.passwords(), progress=click.echo
            )
        if not changes:
            click.echo("nothing to apply")


@db.command("status")
def status_command() -> None:
    """Count applied, pending and changed files of each group."""
    with _without_traceback():
        groups = migrations.status(_url("ADMIN"))
    click.echo(f"{'':<10} {'applied':>8} {'pending':>8} {'changed':>8} {'removed':>8}")
    for group in groups:
        numbers = (group.applied, group.pending, group.changed, group.removed)
        click.echo(f"{group.name:<10} " + " ".join(f"{number:>8}" for number in numbers))


@db.command("verify")
def verify_command() -> None:
    """Name every difference between the server and the files; exit code 1 if there is one."""
    with _without_traceback():
        drifts = migrations.verify(_url("ADMIN"))
        address = os.environ.get("STORE_BIND") or environment.read().get("STORE_BIND")
        if address and environment.is_public(address):
            drifts += passwords.drifts(_url("ADMIN"), address)
    for drift in drifts:
        click.echo(str(drift))
    if drifts:
        raise SystemExit(1)
    click.echo("clean")


@db.command("check")
@click.option("-v", "--verbose", is_flag=True, help="Say so when all promises hold.")
def check_command(verbose: bool) -> None:
    """Run sql/checks over all data; silent when every promise holds."""
    with _without_traceback():
        violations = run_checks(_url("ADMIN"))
    for violation in violations:
        click.echo(str(violation))
    if violations:
        raise SystemExit(1)
    if verbose:
        click.echo("all promises hold")


@db.command("locks")
def locks_command() -> None:
    """Show who holds what for how long, and who waits for it; texts in statements are masked."""
    with _without_traceback():
        lines = locks.table(_url("ADMIN"))
    for line in lines or ["nobody holds a lock"]:
        click.echo(line)


@db.command("generate")
@click.option("--check", is_flag=True, help="Only say what would be done; exit code 1 if anything.")
@click.option("--scratch", is_flag=True, help="Ask a throw-away server, not the running one.")
def generate_command(check: bool, scratch: bool) -> None:
    """Write the triggers that the guards of the live schema ask for, and the codes of its seeds."""
    from ops.migrations.scratch import generate_from_files

    with _without_traceback():
        if scratch:
            lines = generate_from_files(write=not check)
        else:
            url = _url("ADMIN")
            lines = migrations.generate(url, write=not check)
            lines += migrations.generate_enums(url, write=not check)
    for line in lines:
        click.echo(line)
    if check and lines:
        raise SystemExit(1)
    if not lines:
        click.echo("nothing to generate")


@db.command("costs")
@click.option("--write", is_flag=True, help="Also write the counts into docs/costs.md.")
def costs_command(write: bool) -> None:
    """Count what each hot call runs, and print who calls whom; buys twice as a demo customer."""
    from ops.costs import page, run, scenario

    with _without_traceback():
        environment.apply()
        secrets = (os.environ["STORE_DEMO_PASSWORD"], os.environ["STORE_WORKER_SESSION"])
        counted = run.count_hot_calls(
            _url("ADMIN"), lambda connection: scenario.demo_people(connection, *secrets)
        )
        text = page.text(counted)
    click.echo(text)
    if write:
        page.write(text)


@db.command("new")
@click.argument("name")
def new_command(name: str) -> None:
    """Make the next numbered schema file."""
    with _without_traceback():
        click.echo(migrations.new(name).relative_to(ROOT))


@db.command("shell", context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def shell_command(arguments: tuple[str, ...]) -> None:
    """Open the database's client as store_owner; further arguments go to the client."""
    url = _url("OWNER")
    login = parse_url(url)
    lines = ["[client]", f'user="{login["user"]}"']
    lines.append('password="{}"'.format(login["password"].replace("\\", "\\\\")))
    # Not in the file: there a path cannot hold every character that it may have.
    where = [f"--socket={login['unix_socket']}"] if "unix_socket" in login else []
    if not where:
        lines += [f'host="{login["host"]}"', f"port={login['port']}", "protocol=tcp"]
    # A file of its own, so that neither the process list nor ~/.my.cnf has a say.
    scratch = state.scratch_dir()
    with tempfile.TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True) as folder:
        options = Path(folder) / "client.cnf"
        options.touch(mode=0o600)
        options.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [
            *_client(url),
            f"--defaults-file={options}",
            *where,
            f"--init-command=SET NAMES utf8mb4 COLLATE {COLLATION}",
            *arguments,
            str(login.get("database", "store")),
        ]
        # Ctrl-C belongs to the client: it ends a statement there, not this program.
        previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            raise SystemExit(subprocess.call(command))
        finally:
            signal.signal(signal.SIGINT, previous)


def _client(url: str) -> list[str]:
    """The stock client that fits the server: of the PATH, or of the fetched server.

    MySQL's client cannot log in to MariaDB any more, nor always the other way round.
    """
    from ops.local.servers.installation import find, which

    with _without_traceback(), closing(connect(url)) as connection:
        version = connection.server_info or ""
    flavor: Flavor = "mariadb" if "mariadb" in version.lower() else "mysql"
    if installed := which(flavor):
        return [installed]
    found = find(lambda text: click.echo(text, err=True), flavor)
    return [part for part in found.client if part != "--no-defaults"]


@contextmanager
def _without_traceback() -> Iterator[None]:
    """Errors that a person can act on, without a traceback."""
    try:
        yield
    except (migrations.MigrationError, CheckError, StatementError) as error:
        raise click.ClickException(str(error)) from error
    except mysql.connector.Error as error:
        raise click.ClickException(
            f"the database does not answer: {error.msg} (is ./store up running?)"
        ) from error


def _url(login: str) -> str:
    name = f"STORE_{login}_DATABASE_URL"
    url = os.environ.get(name) or environment.read().get(name)
    if not url:
        raise click.ClickException(f"{name} is not set: run ./store up first")
    return url
