"""A page of Chromium that is watched: what it complains of fails the test."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import ConsoleMessage, Page, Request, expect

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
HOW_TO_INSTALL = (
    "Chromium is not here. On Debian: apt-get install -y --no-install-recommends chromium"
)
# A page may fetch its parts on a busy machine.
PATIENCE = 15_000
# Colours of what is still fading in are those of nothing; what turns for ever is not waited for.
AT_REST = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const ends = (each) => each.effect.getComputedTiming().endTime !== Infinity;
    const moves = () =>
        document.getAnimations().filter((each) => each.playState === "running" && ends(each));
    do {
        await Promise.all(moves().map((each) => each.finished.catch(() => null)));
        await frame();
        await frame();
    } while (moves().length);
}"""
expect.set_options(timeout=PATIENCE)


def executable() -> str | None:
    """The browser of this machine."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@dataclass
class Watched:
    """What a page said in its console, and whom it asked that is not ours."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("request", self._asked)

    def expect(self, pattern: str) -> None:
        """What the console is going to say once more, and rightly so: `expect("status of 401")`."""
        self.expected.append(pattern)

    def unexpected(self) -> list[str]:
        """What nobody has announced."""
        return [
            each
            for each in self.complaints
            if not any(re.search(pattern, each) for pattern in self.expected)
        ]

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            place = message.location.get("url", "")
            self.complaints.append(f"{message.type}: {message.text} ({place})")

    def _asked(self, request: Request) -> None:
        told = urlsplit(request.url)
        if told.scheme in ("http", "https") and not request.url.startswith(f"{self.address}/"):
            self.complaints.append(f"asked a stranger: {request.url}")


def barriers(page: Page) -> list[str]:
    """What axe finds serious or critical on a page when it has come to rest."""
    page.evaluate(AXE.read_text())
    page.evaluate(AT_REST)
    found: dict[str, Any] = page.evaluate("axe.run()")
    return [
        f"{each['id']} ({each['impact']}): {json.dumps([n['html'] for n in each['nodes']])[:600]}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    ]


def scrolls_sideways(page: Page) -> bool:
    """Whether a page is wider than its window."""
    width = "document.documentElement"
    return bool(page.evaluate(f"{width}.scrollWidth > {width}.clientWidth"))
