"""The command line behind `./store`; a command's module is imported when it is used."""

from __future__ import annotations

import sys
from importlib import import_module

import click

COMMANDS = {
    "up": ("ops.cli_stack:up", "Start everything: database, API, workers, mail sink."),
    "down": ("ops.cli_stack:down", "Stop everything."),
    "reset": ("ops.cli_stack:reset", "Stop everything and remove the local data."),
    "status": ("ops.cli_stack:status", "Show what runs, and whether it is well."),
    "logs": ("ops.cli_stack:logs", "Show what the processes wrote."),
    "test": ("ops.cli_test:test", "Run the tests on throw-away servers of their own."),
    "db": ("ops.cli_db:db", "Apply, verify and check the SQL of the store."),
    "reports": (
        "ops.cli_reports:reports",
        "Check report definitions, or begin a new one.",
    ),
    "web": ("ops.cli_web:web_", "Build the office, check it, work on its pages."),
    "import": ("ops.cli_import:import_", "Bring in the history of another system."),
    "bench": ("benchmarks.cli:bench", "Measure, on servers of its own."),
    "mail": ("ops.cli_mail:mail", "Print the newest mail that the local mail sink received."),
    "captcha": ("ops.cli_captcha:captcha", "Print a CAPTCHA's answer (demo shop only)."),
}
# The manager runs this one; people have no use for it.
HIDDEN = {"setup": "ops.cli_stack:setup"}


class Commands(click.Group):
    """A group that knows its commands by name and loads them one by one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one command."""
        target = COMMANDS[cmd_name][0] if cmd_name in COMMANDS else HIDDEN.get(cmd_name)
        if target is None:
            return None
        module, name = target.split(":")
        command = getattr(import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{target} is not a command.")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def store() -> None:
    """Storekeeper: a shop that its database keeps."""


def main() -> None:
    """Run a command; what a person can mend is told without a traceback."""
    try:
        store.main(prog_name="./store", standalone_mode=True)
    except Exception as error:
        from ops.local.stack import EXPECTED
        from ops.paths import refused

        told = refused(error) if isinstance(error, OSError) else None
        if told is None and not isinstance(error, EXPECTED):
            raise
        click.echo(f"Error: {told or error}", err=True)
        sys.exit(1)
