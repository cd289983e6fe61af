"""The text of a query: its parameters found, everything else left as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

# Strings, names in quotes and comments are passed over; only :name outside them is ours.
TOKEN = re.compile(
    r"(?P<quoted>'(?:[^'\\]|\\.|'')*'|\"(?:[^\"\\]|\\.|\"\")*\"|`[^`]*`)"
    r"|(?P<comment>--(?=\s)[^\n]*|--$|\#[^\n]*|/\*.*?\*/)"
    r"|(?<![:\w]):(?P<name>[A-Za-z_]\w*)"
    r"|(?P<end>;)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Query:
    """One SELECT with `%s` where `:name` stood, and the names in their order."""

    text: str
    names: tuple[str, ...]
    file: Path

    @classmethod
    def parse(cls, text: str, known: frozenset[str], file: Path) -> Self:
        """Read one SELECT; ValueError(line, detail) says what is wrong with it.

        Lines keep their numbers, so that the server's messages fit the file.
        """
        names: list[str] = []

        def line_at(position: int) -> int:
            return text.count("\n", 0, position) + 1

        def replace(match: re.Match[str]) -> str:
            if match["comment"]:
                return "\n" * match["comment"].count("\n") or " "
            if match["end"]:
                if TOKEN.sub(_blank_comment, text[match.end() :]).strip():
                    raise ValueError(line_at(match.start()), "a report is one SELECT")
                return ""
            if match["quoted"]:
                return match["quoted"].replace("%", "%%")
            if match["name"] not in known:
                raise ValueError(
                    line_at(match.start()),
                    f":{match['name']} is no filter; there are "
                    + ", ".join(f":{name}" for name in sorted(known)),
                )
            names.append(match["name"])
            return "%s"

        parts = []
        position = 0
        for match in TOKEN.finditer(text):
            parts += [text[position : match.start()].replace("%", "%%"), replace(match)]
            position = match.end()
        parts.append(text[position:].replace("%", "%%"))
        sql = "".join(parts).rstrip()
        first = sql.split(None, 1)[0].upper() if sql.strip() else ""
        if first not in ("SELECT", "WITH"):
            raise ValueError(1, "a report is one SELECT")
        return cls(sql, tuple(names), file)

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """The values in the order in which the query wants them."""
        return [values[name] for name in self.names]


def _blank_comment(match: re.Match[str]) -> str:
    return "" if match["comment"] else match[0]
