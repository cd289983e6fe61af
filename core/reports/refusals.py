"""What a report refuses; the API answers with it, a worker writes it into the export's row."""

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
    """A refusal of what was chosen, by the names of filters or parameters."""
    field, texts = next(iter(errors.items()))
    return Refused("validation_failed", f"{field}: {texts[0]}", errors)
