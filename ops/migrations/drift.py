"""One difference between a server and the files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Drift:
    """What differs, in words that a DBA reads; `what` is missing, changed or extra."""

    what: str
    kind: str
    name: str
    finding: str
    detail: str = ""

    def __str__(self) -> str:
        text = f"{self.what} {self.kind} {self.name}: {self.finding}"
        lines = self.detail.splitlines()
        return "\n".join([text, *(f"    {line}" for line in lines)])
