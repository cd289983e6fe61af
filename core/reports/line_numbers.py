"""Where in a JSON text a value stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[\s,:]*")


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line on which the value at a path begins; what is not there has its parent's line."""
    position = _skip(text, 0)
    for step in path:
        for name, start in _members(text, position):
            if name == step:
                position = start
                break
        else:
            break
    return text.count("\n", 0, position) + 1


def _members(text: str, position: int) -> Iterator[tuple[str | int, int]]:
    if text[position] not in "[{":
        return
    is_object = text[position] == "{"
    position = _skip(text, position + 1)
    number = 0
    while text[position] not in "]}":
        name: str | int = number
        if is_object:
            name, position = _DECODER.raw_decode(text, position)
            position = _skip(text, position)
        yield name, position
        _, position = _DECODER.raw_decode(text, position)
        position = _skip(text, position)
        number += 1


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position
