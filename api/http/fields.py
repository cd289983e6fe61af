"""What fields may hold; each knows its own schema in the OpenAPI document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import ValidationError, fields, validate

MOST_ID = 9_007_199_254_740_991
MONEY = r"^[0-9]{1,10}([.][0-9]{1,2})?$"
RATE = r"^(100([.]0{1,2})?|[0-9]{1,2}([.][0-9]{1,2})?)$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CODE = r"^[A-Za-z0-9_.-]{1,64}$"
# What no text may hold anywhere, whatever its field allows.
UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")
# The database refuses the same by its CHECKs named __plain and __lines.
NOT_PLAIN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
NOT_IN_LINES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
NOT_TEXT = "Not a text."
NO_CHARACTERS = "Holds characters that no text has."


class Text(fields.String):
    """Text that every store and every mail can hold: no control characters, no half ones.

    What people write at length may have lines.
    """

    def __init__(
        self,
        *,
        least: int = 1,
        most: int = 255,
        pattern: str | None = None,
        lines: bool = False,
        **kwargs: Any,
    ) -> None:
        rules: list[validate.Validator] = [validate.Length(min=least, max=most)]
        if pattern:
            # Python's $ would let a line end pass.
            rules.append(validate.Regexp(re.compile(pattern.replace("$", r"\Z"))))
            kwargs.setdefault("metadata", {})["pattern"] = pattern
        self._forbidden = NOT_IN_LINES if lines else NOT_PLAIN
        super().__init__(validate=rules, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError(NOT_TEXT)
        if self._forbidden.search(value):
            raise ValidationError("Holds line ends or other control characters.")
        return value


class Whole(fields.Integer):
    """A whole number; true, 1.0 and "1" are none."""

    def __init__(self, *, least: int = 0, most: int = 2_147_483_647, **kwargs: Any) -> None:
        super().__init__(strict=True, validate=validate.Range(min=least, max=most), **kwargs)

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError("Not a whole number.")
        return value


class Digits(Whole):
    """A whole number in a URL, where everything is text."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> int:
        if not isinstance(value, str) or not re.fullmatch(r"[+-]?[0-9]{1,18}", value, re.ASCII):
            raise ValidationError("Not a whole number.")
        return int(value)


class YesNo(fields.Boolean):
    """true or false in a URL."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> bool:
        if value not in ("true", "false"):
            raise ValidationError("Must be true or false.")
        return bool(value == "true")


class Sort(fields.String):
    """Names of fields by comma, `-` before a name for descending."""

    def __init__(self, names: tuple[str, ...], **kwargs: Any) -> None:
        self._names = names
        either = "|".join(names)
        pattern = f"^-?({either})(,-?({either}))*$"
        super().__init__(metadata={"pattern": pattern}, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        wanted = value.split(",") if isinstance(value, str) else []
        plain = [name.removeprefix("-") for name in wanted]
        if not plain or not set(plain) <= set(self._names) or len(set(plain)) < len(plain):
            raise ValidationError(f"Sort by some of: {', '.join(self._names)}.")
        return wanted


def identifier(**kwargs: Any) -> Whole:
    """An id in a body: a positive number that JavaScript can hold."""
    return Whole(least=1, most=MOST_ID, **kwargs)


def money(**kwargs: Any) -> Text:
    """An amount as text, with at most two decimals."""
    return Text(most=13, pattern=MONEY, **kwargs)


def changed_since() -> fields.AwareDateTime:
    """From when on changes are asked for, as whoever copies them does again and again."""
    overlap = "Changes are dated when made and seen when committed: ask from some minutes before."
    return fields.AwareDateTime(format="iso", metadata={"description": overlap})


def one_of(codes: Sequence[str]) -> dict[str, list[str]]:
    """For readers of the OpenAPI document: which codes there are; the database refuses others."""
    return {"enum": list(codes)}
