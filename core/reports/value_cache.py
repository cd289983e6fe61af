"""What the values of a column become, worked out once for each value."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

V = TypeVar("V")
MOST_VALUES = 50_000


class ValueCache(dict[bytes, V]):
    """Remembers what a function makes of a value; forgets everything when it grows too large."""

    def __init__(self, make: Callable[[bytes], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, value: bytes) -> V:
        if len(self) >= MOST_VALUES:
            self.clear()
        made = self[value] = self._make(value)
        return made
