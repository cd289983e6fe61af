"""Cut an SQL file into statements as the stock client does."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ops.migrations.errors import MigrationError

# Quoted text, and comments; `--` is a comment only before white space, as in the server.
QUOTED = r"""'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`(?:[^`]|``)*`"""
COMMENT = r"""--(?=\s|\Z)[^\n]*|\#[^\n]*|/\*.*?\*/"""
_COMMAND = r"""^[ \t]*DELIMITER(?:[ \t]+(?P<delimiter>\S+))?[^\n]*$"""
_VERSIONED = re.compile(r"/\*(M)?!(\d{5,6})?")


@dataclass(frozen=True)
class Statement:
    """One statement, without its delimiter, and the line on which it begins."""

    text: str
    line: int


def split(text: str) -> list[Statement]:
    """The statements of a file; raises MigrationError (without a file) on broken text."""
    found: list[Statement] = []
    scanner, delimiter = _scanner(";"), ";"
    start = position = 0
    while match := scanner.search(text, position):
        position = match.end()
        pending = text[start : match.start()].strip()
        if match.lastgroup == "open":
            raise MigrationError(f"unfinished {match.group()}", line=_line(text, match.start()))
        if match.group("comment") and not pending and not _VERSIONED.match(match.group()):
            start = position
        elif match.group("end"):
            _keep(found, text, start, match.start())
            start = position
        elif match.group("command"):
            if pending:
                line = _line(text, match.start())
                raise MigrationError("DELIMITER inside an unfinished statement", line=line)
            if not match.group("delimiter"):
                line = _line(text, match.start())
                raise MigrationError("DELIMITER must be followed by one", line=line)
            delimiter = match.group("delimiter")
            scanner, start = _scanner(delimiter), position
    _keep(found, text, start, len(text))
    return found


def _scanner(delimiter: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<command>{_COMMAND})|(?P<end>{re.escape(delimiter)})|(?P<quoted>{QUOTED})"
        rf"|(?P<comment>{COMMENT})|(?P<open>['\"`]|/\*)",
        re.DOTALL | re.MULTILINE | re.IGNORECASE,
    )


def _keep(found: list[Statement], text: str, start: int, end: int) -> None:
    body = text[start:end]
    if body.strip():
        start += len(body) - len(body.lstrip())
        found.append(Statement(body.strip(), _line(text, start)))


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def effective(statement: str, flavor: str) -> str:
    """What a server of this flavour makes of a statement, without comments.

    `/*!80000 … */` speaks to MySQL only and `/*M! … */` to MariaDB only; a plain
    `/*! … */` speaks to both. An empty answer means that there is nothing to send.
    """

    def replace(match: re.Match[str]) -> str:
        text = match.group()
        if not match.group("comment"):
            return text
        versioned = _VERSIONED.match(text)
        if versioned is None:
            return " "
        mariadb_only, version = versioned.groups()
        # MariaDB skips the versions that MySQL took from 5.7 on; they mean MySQL.
        for_mysql = not mariadb_only
        for_mariadb = bool(mariadb_only) or version is None or int(version) < 50700
        wanted = for_mysql if flavor == "mysql" else for_mariadb
        return f" {text[versioned.end() : -2]} " if wanted else " "

    pattern = rf"(?P<quoted>{QUOTED})|(?P<comment>{COMMENT})"
    return re.sub(pattern, replace, statement, flags=re.DOTALL).strip()
