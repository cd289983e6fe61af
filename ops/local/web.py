"""The pages of web/: built when their sources have changed, and put in place as a whole."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path

from ops.local import node
from ops.local.fetch import Progress
from ops.local.locks import lock
from ops.paths import ROOT

WEB = ROOT / "web"
DIST = WEB / "dist"
# In the folder that is built, so that both change hands at once.
BUILT_OF = "sources"
MODULES = WEB / "node_modules"
# Where npm's packages, and what is made of them, are nobody's sources.
NOT_SOURCES = {"dist", "node_modules", "openapi.json"}
INSTALLED_OF = MODULES / ".installed-of"
COMPRESS = Path(__file__).with_name("compress.mjs")
# npm would try for five minutes; a shop without internet shall know sooner.
PATIENCE = (
    "--fetch-retries=2",
    "--fetch-retry-mintimeout=1000",
    "--fetch-retry-maxtimeout=5000",
    "--fetch-timeout=30000",
)
# npm says first what is wrong, Vite last.
MOST_WORDS = 3000
NOT_BUILT = "The office could not be built."
NOT_INSTALLED = (
    "The packages of the office could not be installed: npm's registry must be reachable once."
    " The shop runs without its office; ./store web build tries again."
)


class WebError(Exception):
    """The pages cannot be built; the text says what a person can do."""


def has_sources() -> bool:
    """Whether there is anything to build: an installed package has brought its pages along."""
    return (WEB / "package.json").exists()


def is_current() -> bool:
    """Whether what is built was made of the sources as they are."""
    try:
        return (DIST / BUILT_OF).read_text() == made_of()
    except FileNotFoundError:
        return False


def made_of() -> str:
    """One word for all that a build is made of."""
    found = sha256()
    for path in [COMPRESS, *_sources(WEB)]:
        found.update(
            f"{path.relative_to(ROOT)}\0{sha256(path.read_bytes()).hexdigest()}\n".encode()
        )
    return found.hexdigest()


def _sources(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in NOT_SOURCES or path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _sources(path)
        else:
            yield path


def build(progress: Progress) -> None:
    """Build the pages unless they are as the sources say; two at once build once."""
    with _alone(progress):
        if is_current():
            return
        began, word = time.monotonic(), made_of()
        tools = installed(progress)
        progress("Building the office.")
        part, former = MODULES / ".part", MODULES / ".former"
        vite = [*tools.npm, "run", "build", "--", "--outDir", str(part), "--emptyOutDir"]
        _run(vite, tools.env, NOT_BUILT)
        _run([tools.node, str(COMPRESS), str(part)], tools.env, NOT_BUILT)
        (part / BUILT_OF).write_text(word)
        shutil.rmtree(former, ignore_errors=True)
        if DIST.exists():
            DIST.rename(former)
        part.rename(DIST)
        shutil.rmtree(former, ignore_errors=True)
        progress(f"The office is built ({time.monotonic() - began:.0f} s).")


def ready(progress: Progress) -> node.Node:
    """Node, with the packages of the lock file installed."""
    with _alone(progress):
        return installed(progress)


def installed(progress: Progress) -> node.Node:
    """The same, for who holds the lock."""
    try:
        tools = node.find(progress)
    except node.NodeError as error:
        raise WebError(str(error)) from error
    word = sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    if INSTALLED_OF.exists() and INSTALLED_OF.read_text() == word:
        return tools
    progress("Installing the packages of the office from npm (once).")
    install = [*tools.npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", *PATIENCE]
    _run(install, tools.env, NOT_INSTALLED)
    INSTALLED_OF.write_text(word)
    return tools


def run(script: str, tools: node.Node) -> int:
    """Run a script of web/package.json at the person's terminal; its exit code."""
    return subprocess.run([*tools.npm, "run", script], cwd=WEB, env=tools.env).returncode


def _alone(progress: Progress) -> AbstractContextManager[None]:
    return lock(
        WEB / "package.json",
        lambda: progress("Another ./store is building the office; waiting for it."),
    )


def _run(command: Sequence[str], env: Mapping[str, str], failed: str) -> None:
    done = subprocess.run(
        command,
        cwd=WEB,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        words = done.stdout.strip()
        if len(words) > MOST_WORDS:
            words = f"{words[: MOST_WORDS // 2]}\n...\n{words[-MOST_WORDS // 2 :]}"
        raise WebError(f"{words}\n{failed}")
