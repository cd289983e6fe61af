"""What the engine says no to; the door and the workers each tell it in their own way."""

from __future__ import annotations

from collections.abc import Mapping


class Refused(Exception):
    """A request that a report does not answer, with a code of the table problems."""

    def __init__(
        self, code: str, detail: str, errors: Mapping[str, list[str]] | None = None
    ) -> None:
        self.code = code
        self.detail = detail
        self.errors = dict(errors or {})
        super().__init__(detail)


def refused_choice(errors: Mapping[str, list[str]]) -> Refused:
    """A refusal that names fields."""
    field, texts = next(iter(errors.items()))
    return Refused("validation_failed", f"{field}: {texts[0]}", errors)
