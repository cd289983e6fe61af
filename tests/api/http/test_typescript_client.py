"""openapi-typescript makes types of the document, and openapi-fetch does the main job with them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from ops.local.locks import lock
from ops.paths import cache_dir

SOURCE = Path(__file__).with_name("typescript")
NODE = 20


def run(command: list[str], folder: Path, **settings: str) -> str:
    """What a command prints; it must not fail."""
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **settings}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def packages() -> Iterator[Path]:
    """The locked packages of npm, installed once for each state of the lock file."""
    if not shutil.which("npm") or _node_version() < NODE:
        pytest.skip(f"Node {NODE} or newer and npm are not here.")
    made_of = sha256((SOURCE / "package-lock.json").read_bytes()).hexdigest()[:16]
    home = cache_dir() / f"test-clients-{made_of}"
    with lock(cache_dir() / "test-clients.lock", lambda: None):
        if not (home / "node_modules").exists():
            part = home.with_suffix(".part")
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir(parents=True)
            for name in ("package.json", "package-lock.json"):
                shutil.copy2(SOURCE / name, part)
            run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], part)
            part.rename(home)
    yield home / "node_modules"


def _node_version() -> int:
    found = subprocess.run(["node", "--version"], capture_output=True, text=True)
    return int(found.stdout.removeprefix("v").split(".")[0])


@pytest.mark.slow
def test_a_generated_client_does_the_main_job(
    document: Path, job: dict[str, str], packages: Path, tmp_path: Path
) -> None:
    for name in ("package.json", "tsconfig.json", "main_job.ts"):
        shutil.copy2(SOURCE / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(packages)
    tools = tmp_path / "node_modules/.bin"
    run([str(tools / "openapi-typescript"), str(document), "-o", "schema.d.ts"], tmp_path)
    run([str(tools / "tsc")], tmp_path)
    assert run(["node", "built/main_job.js"], tmp_path, **job) == "done\n"
