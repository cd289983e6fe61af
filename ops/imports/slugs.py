"""Slugs for a tree of names that came without any."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 110


def slug(text: str) -> str:
    """Lower case letters, digits and single hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:LONGEST].strip("-") or "item"


class Slugs:
    """One slug for each branch of a tree; branches that sound alike are numbered."""

    def __init__(self, branches: Iterable[tuple[str, ...]]) -> None:
        self._of: dict[tuple[str, ...], str] = {}
        taken: set[str] = set()
        for branch in branches:
            base = chosen = slug(" ".join(branch))
            number = 1
            while chosen in taken:
                number += 1
                chosen = f"{base}-{number}"
            taken.add(chosen)
            self._of[branch] = chosen

    def of(self, branch: tuple[str, ...]) -> str:
        """The slug of a branch."""
        return self._of[branch]
