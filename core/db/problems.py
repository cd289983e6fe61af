"""Refusals on their way from the database, or from the API itself, to the client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class Problem(Exception):
    """A refusal that a client understands: its code says what, its detail why."""

    def __init__(
        self,
        code: str,
        status: int,
        title: str = "",
        detail: str = "",
        errors: Mapping[str, Sequence[str]] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.status = status
        self.title = title
        self.detail = detail
        self.errors = dict(errors or {})
        self.extra = dict(extra or {})


def unavailable(detail: str = "The database does not answer; try again.") -> Problem:
    """What a client hears while the database cannot be reached."""
    return Problem("unavailable", 503, "Not available at the moment", detail)
