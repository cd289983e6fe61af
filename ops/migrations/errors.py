"""The one error that migrations raise for something a DBA can act on."""

from __future__ import annotations

import re
from pathlib import Path

_LINE = re.compile(r"at line (\d+)")


class MigrationError(Exception):
    """A refusal or failure that names the file, the line and the statement."""

    def __init__(
        self,
        message: str,
        *,
        file: Path | None = None,
        line: int | None = None,
        statement: str | None = None,
    ) -> None:
        self.message = message
        self.file = file
        self.line = line
        self.statement = statement
        super().__init__(str(self))

    def __str__(self) -> str:
        where = ""
        if self.file is not None:
            where = f"{self.file}:{self.line}: " if self.line else f"{self.file}: "
        text = f"{where}{self.message}"
        if self.statement:
            text += f"\n    in: {first_line(self.statement)}"
        return text


def first_line(statement: str, width: int = 100) -> str:
    """The first line of a statement, cut to what fits in a message."""
    line = next((part.strip() for part in statement.splitlines() if part.strip()), "")
    return line if len(line) <= width else line[: width - 1] + "…"


def line_in_file(start: int, server_message: str) -> int:
    """The line of the file that the server means by "at line n" of a statement."""
    match = _LINE.search(server_message)
    return start + int(match.group(1)) - 1 if match else start
