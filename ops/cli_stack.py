"""`./store up`, `down`, `reset`, `status` and `logs`."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

import click

from core import heartbeat
from core.db import Database, Problem
from core.log_file import LogFile
from ops.local import environment, mailsink, stack, state
from ops.local.children import started_ticks
from ops.local.processes import Stopped
from ops.migrations.errors import MigrationError
from ops.paths import ROOT, local_dir

POLL_SECONDS = 0.1
DOWN_SECONDS = 180.0
AUDIT_STATE = "SELECT newest_partition, is_next_month_there FROM audit_partition_state"
COLOURS = ("cyan", "yellow", "green", "magenta", "blue", "bright_red")
# All that the stack writes; reset removes these and nothing else.
KEPT = (
    "database",
    "redis",
    "run",
    "logs",
    "mail",
    "exports",
    "media",
    "env",
    "secrets.json",
)


def _log_dir() -> Path:
    folder = local_dir() / "logs"
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder


class Console:
    """Prints what the stack and its processes say; keeps the stack's own words in its log."""

    def __init__(self, detached: bool) -> None:
        self.detached = detached
        self.deaf = False
        self.log = LogFile(_log_dir() / "store.log")

    def __call__(self, name: str, text: str) -> None:
        """One line of one process."""
        if name in ("store", "setup", stack.BUILD):
            self.log.append(f"{text}\n".encode())
            self._print(text)
        elif not self.detached:
            colour = COLOURS[sum(name.encode()) % len(COLOURS)]
            self._print(f"{click.style(f'{name:<14} |', fg=colour)} {text}")

    def _print(self, text: str) -> None:
        if self.deaf:
            return
        try:
            click.echo(text)
        except OSError as error:
            # The terminal has gone, and with it the person: stop as at Ctrl-C, in silence.
            self.deaf = True
            raise Stopped from error


@click.command()
@click.option(
    "-d/-f",
    "--detach/--foreground",
    default=None,
    help="Return when everything answers, or stay until Ctrl-C; without either: stay at a"
    " terminal, return in a script.",
)
@click.option("--detached", is_flag=True, hidden=True)
def up(detach: bool | None, detached: bool) -> None:
    """Start everything, and stay or return."""
    if detach is None:
        detach = not detached and not sys.stdout.isatty()
    environment.config()
    while True:
        if running := _wait_for_other():
            if others := environment.differing():
                raise stack.StackError(
                    f"It is already running on {running.address}, with another"
                    f" {' and '.join(others)}. ./store down ends it, then ./store up begins anew."
                )
            click.echo("It is already running.")
            click.echo(running.banner)
            return
        if detach:
            _start_detached()
            return
        if stack.supervise(Console(detached)):
            return
        # Another start took the lock a moment ago and has yet to say so.
        time.sleep(POLL_SECONDS)


def _wait_for_other() -> state.State | None:
    """The stack that runs now; one that is starting or stopping is waited for."""
    last_phase = ""
    while found := state.living():
        if found.phase == "ready":
            return found
        if found.phase != last_phase:
            last_phase = found.phase
            click.echo(f"Another ./store up is {last_phase} it; waiting.")
        time.sleep(POLL_SECONDS)
    return None


def _start_detached() -> None:
    """Start the manager in the background and show its words until all is ready."""
    # A file without a name: a kill leaves nothing. The reader has a place in it of its own.
    with (
        tempfile.TemporaryFile() as output,
        Path(f"/proc/self/fd/{output.fileno()}").open("rb") as reader,
    ):
        child = subprocess.Popen(
            [sys.executable, "-u", "-m", "ops", "up", "--detached"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            cwd=ROOT,
        )
        try:
            while child.poll() is None:
                found = state.living()
                ours = found if found and found.pid == child.pid else None
                ready = bool(ours and ours.phase == "ready" and not ours.is_building)
                _show_rest(reader)
                if ready:
                    return
                time.sleep(POLL_SECONDS)
        except KeyboardInterrupt:
            child.terminate()
            child.wait()
            raise
        _show_rest(reader)
    if child.returncode:
        sys.exit(child.returncode)


def _show_rest(reader: IO[bytes]) -> None:
    click.echo(reader.read().decode(errors="replace"), nl=False)


@click.command()
def down() -> None:
    """Stop everything."""
    if not _down():
        click.echo("Nothing is running.")


def _down() -> bool:
    running = state.living()
    if running:
        _end(running)
    else:
        stack.sweep(click.echo)
        stack.tidy()
    shutil.rmtree(state.scratch_dir(), ignore_errors=True)
    return running is not None


def _end(running: state.State) -> None:
    click.echo("Stopping.")
    os.kill(running.pid, signal.SIGTERM)
    until = time.monotonic() + DOWN_SECONDS
    while started_ticks(running.pid) == running.ticks:
        if time.monotonic() > until:
            raise stack.StackError(f"The manager (pid {running.pid}) does not stop.")
        time.sleep(POLL_SECONDS)
    click.echo("Everything has stopped.")


@click.command()
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def reset(yes: bool) -> None:
    """Stop everything and remove the local data, mails and logs too."""
    local = local_dir()
    if not yes:
        click.confirm(f"Remove all data of the store in {stack.shown(local)}?", abort=True)
    _down()
    for name in KEPT:
        path = local / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    click.echo(f"{stack.shown(local)} is empty. ./store up begins anew.")


@click.command()
def status() -> None:
    """Show what runs, and whether it is well."""
    running = state.living()
    if running is None:
        click.echo("Nothing is running. ./store up starts it.")
        sys.exit(3)
    if not environment.read():
        click.echo("It is starting for the first time.")
        sys.exit(1)
    click.echo(f"{'process':<15} {'pid':>8}  {'up for':>9}  {'restarts':>8}  health")
    well = True
    for process in running.processes:
        health = _health(process, running)
        well = well and health == "ok"
        age = _age(time.time() - process.started) if process.is_alive else "-"
        pid = process.pid if process.is_alive else "-"
        click.echo(f"{process.name:<15} {pid:>8}  {age:>9}  {process.restarts:>8}  {health}")
    _warn_of_the_audit()
    if not well:
        sys.exit(1)


def _warn_of_the_audit() -> None:
    """Without a partition for its month the audit refuses every audited write."""
    environment.apply()
    try:
        (state_of_audit,) = Database(os.environ["STORE_WORKER_DATABASE_URL"]).rows(AUDIT_STATE)
    except Problem:
        return
    if not state_of_audit["is_next_month_there"]:
        newest = state_of_audit["newest_partition"]
        click.echo(f"Warning: the audit ends with {newest}; ./store logs clock says why.")


def _age(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"


def _health(process: state.Running, running: state.State) -> str:
    if not process.is_alive:
        return "not running"
    environment.apply()
    if process.name == "mysqld":
        well = stack.database_answers(os.environ["STORE_ADMIN_DATABASE_URL"])
    elif process.name == "redis":
        well = stack.redis_answers(os.environ["STORE_REDIS_URL"])
    elif process.name == "api":
        well = stack.api_is_ready(running.address)
    elif process.name == "mailsink":
        well = mailsink.answers(running.mail_port)
    elif process.name == stack.BUILD:
        well = True
    else:
        return _pulse(process)
    return "ok" if well else "does not answer"


def _pulse(process: state.Running) -> str:
    """What a worker says of itself; one that has just begun may be silent for a moment."""
    beat = heartbeat.read(state.heartbeat_file(process.name))
    if beat is None or beat.pid != process.pid:
        age = time.time() - process.started
        return "ok" if age < heartbeat.SILENT_SECONDS else f"hangs: silent for {age:.0f} s"
    return "; ".join(beat.trouble()) or "ok"


@click.command()
@click.argument("name", required=False)
@click.option("-f", "--follow", is_flag=True, help="Go on until Ctrl-C.")
@click.option("-n", "--lines", default=50, show_default=True, help="How many lines to begin with.")
def logs(name: str | None, follow: bool, lines: int) -> None:
    """Show what the processes wrote, all or one of them by NAME."""
    known = sorted(path.stem for path in _log_dir().glob("*.log"))
    if name and name not in known:
        raise click.ClickException(
            f"There is no log of {name!r}. There are: {', '.join(known) or 'none yet'}."
        )
    chosen = [_log_dir() / f"{each}.log" for each in ([name] if name else known)]
    for path in chosen:
        for line in path.read_text(errors="replace").splitlines()[-lines:]:
            _print_line(path, line, bool(name))
    if follow:
        _follow(chosen, bool(name))


def _print_line(path: Path, line: str, alone: bool) -> None:
    click.echo(line if alone else f"{path.stem:<14} | {line}")


def _follow(paths: list[Path], alone: bool) -> None:
    at = {path: path.stat().st_size for path in paths}
    while True:
        for path in paths:
            size = path.stat().st_size if path.exists() else 0
            with path.open("rb") as stream:
                # A log that has shrunk was rotated: its successor is read from its start.
                stream.seek(at[path] if size >= at[path] else 0)
                text = stream.read()
                whole = text[: text.rfind(b"\n") + 1]
                at[path] = stream.tell() - len(text) + len(whole)
            for line in whole.decode(errors="replace").splitlines():
                _print_line(path, line, alone)
        time.sleep(POLL_SECONDS)


@click.command(hidden=True)
def setup() -> None:
    """Bring database and demo shop to what the files say (run by `up`)."""
    try:
        stack.setup(click.echo)
    except MigrationError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)
