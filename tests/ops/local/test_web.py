"""`./store web build`, and the part of `./store up` that does it: once, whole, beside the rest."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ops.local import node
from ops.local.servers.base import free_port
from ops.paths import ROOT
from tests.ops.waiting import wait_for

SECONDS = 180
# Stands for npm: it notes what it is told, and makes what it would make.
NPM = """\
#!/bin/sh
echo "$*" >>"$CLONE/npm.log"
case "$*" in
    "ci "*)
        if [ -n "$OFFLINE" ]; then echo "npm error code ENOTFOUND"; exit 1; fi
        rm -rf node_modules && mkdir node_modules ;;
    "run build "*)
        while [ -e "$CLONE/hold" ]; do sleep 0.02; done
        if [ -n "$BROKEN" ]; then echo "src/main.ts:1: no such thing"; exit 1; fi
        mkdir -p "$5/assets" && cp src/main.ts "$5/index.html" ;;
esac
"""
NODE = """\
#!/bin/sh
[ "$1" = --version ] && echo "${NODE_VERSION:-v20.19.0}"
exit 0
"""


@dataclass
class Clone:
    """A clone with small pages, and stand-ins for Node and npm."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def dist(self) -> Path:
        return self.folder / "web/dist"

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text)

    def start(self, *arguments: str, **settings: str) -> subprocess.Popen[str]:
        kept = {
            name: os.environ[name] for name in ("HOME", "STORE_CACHE_DIR") if name in os.environ
        }
        path = f"{self.folder}/bin:/usr/sbin:/usr/bin:/bin"
        return subprocess.Popen(
            [sys.executable, "-m", "ops", *arguments],
            cwd=self.folder,
            env={**kept, "PATH": path, "CLONE": str(self.folder), **self.settings, **settings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str, code: int = 0, **settings: str) -> str:
        process = self.start(*arguments, **settings)
        text, _ = process.communicate(timeout=SECONDS)
        assert process.returncode == code, text
        return text

    def build(self, code: int = 0, **settings: str) -> str:
        return self.run("web", "build", code=code, **settings)

    def calls(self, what: str) -> int:
        """How often npm was told to do this."""
        log = self.folder / "npm.log"
        lines = log.read_text().splitlines() if log.exists() else []
        return sum(line.startswith(what) for line in lines)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    made = Clone(tmp_path / "clone")
    for name in ("api", "core", "ops", "workers", "sql"):
        shutil.copytree(
            ROOT / name, made.folder / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("reports.json", "reports.schema.json"):
        shutil.copy2(ROOT / name, made.folder)
    for name in ("package.json", "package-lock.json", "src/main.ts"):
        made.write(f"web/{name}", name)
    for name, text in (("npm", NPM), ("node", NODE)):
        made.write(f"bin/{name}", text)
        (made.folder / "bin" / name).chmod(0o755)
    return made


def test_build__once(clone: Clone) -> None:
    text = clone.build()
    assert "Installing the packages of the office from npm (once)." in text
    assert "The office is built (" in text
    assert (clone.dist / "index.html").read_text() == "src/main.ts"
    assert clone.build() == ""
    assert (clone.calls("ci"), clone.calls("run build")) == (1, 1)


def test_build__again_after_a_source_has_changed(clone: Clone) -> None:
    clone.build()
    clone.write("web/src/main.ts", "other")
    clone.build()
    assert (clone.dist / "index.html").read_text() == "other"
    clone.write("web/src/more.ts", "one more")
    clone.build()
    (clone.folder / "web/src/more.ts").unlink()
    clone.build()
    assert (clone.calls("ci"), clone.calls("run build")) == (1, 4)


def test_build__with_other_packages_after_the_lock_has_changed(clone: Clone) -> None:
    clone.build()
    clone.write("web/package-lock.json", "other")
    clone.build()
    assert (clone.calls("ci"), clone.calls("run build")) == (2, 2)


def test_build__two_at_once_build_once(clone: Clone) -> None:
    clone.write("hold", "")
    first = clone.start("web", "build")
    wait_for(lambda: clone.calls("run build"))
    second = clone.start("web", "build")
    assert second.stdout
    assert "Another ./store is building the office" in second.stdout.readline()
    (clone.folder / "hold").unlink()
    assert [each.wait(SECONDS) for each in (first, second)] == [0, 0]
    assert clone.calls("run build") == 1


def test_build__a_broken_source_leaves_what_was_there(clone: Clone) -> None:
    clone.build()
    clone.write("web/src/main.ts", "broken")
    text = clone.build(code=1, BROKEN="1")
    assert "src/main.ts:1: no such thing" in text
    assert "The office could not be built." in text
    assert (clone.dist / "index.html").read_text() == "src/main.ts"
    clone.build()
    assert (clone.dist / "index.html").read_text() == "broken"


def test_build__killed_is_done_again(clone: Clone) -> None:
    clone.write("hold", "")
    process = clone.start("web", "build")
    wait_for(lambda: clone.calls("run build"))
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    (clone.folder / "hold").unlink()
    assert not clone.dist.exists()
    assert "The office is built (" in clone.build()
    assert clone.calls("ci") == 1


def test_build__registry_out_of_reach_is_told(clone: Clone) -> None:
    text = clone.build(code=1, OFFLINE="1")
    assert "ENOTFOUND" in text
    assert "npm's registry must be reachable once" in text
    assert "./store web build tries again" in text
    assert "Traceback" not in text
    clone.build()


@pytest.mark.parametrize(
    ("version", "does"),
    [
        ("v18.19.0", False),
        ("v20.18.3", False),
        ("v20.19.0", True),
        ("v21.7.1", False),
        ("v22.11.0", False),
        ("v22.12.0", True),
        ("v24.1.0", True),
        ("nonsense", False),
    ],
)
def test_node__is_new_enough_for_vite(version: str, does: bool) -> None:
    assert node.suits(version) is does


@pytest.mark.slow
def test_build__without_a_node_of_the_machine_takes_the_one_of_pypi(
    clone: Clone, tmp_path: Path
) -> None:
    """In a virtual environment of its own; the pages are the real ones, and so is npm."""
    (clone.folder / "bin/npm").unlink()
    (clone.folder / "bin/sh").symlink_to("/bin/sh")
    shutil.rmtree(clone.folder / "web")
    ours = shutil.ignore_patterns("node_modules", "dist")
    shutil.copytree(ROOT / "web", clone.folder / "web", ignore=ours)
    shutil.copytree(ROOT / "requirements", clone.folder / "requirements")
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    site = next(path for path in sys.path if path.endswith("site-packages"))
    done = subprocess.run(
        [tmp_path / "venv/bin/python", "-m", "ops", "web", "build"],
        cwd=clone.folder,
        env={**os.environ, "PATH": f"{clone.folder}/bin", "NODE_VERSION": "v18.0.0"}
        | {"PYTHONPATH": site},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Fetching Node from the Python package registry (once)." in done.stdout
    script = next((clone.dist / "assets").glob("index-*.js"))
    assert script.with_name(f"{script.name}.br").stat().st_size < script.stat().st_size


@pytest.mark.faults
def test_up__does_not_wait_for_the_office(clone: Clone) -> None:
    """Nor does the shop need one; `up` ends when the office is there too."""
    port = str(free_port())
    clone.settings = {
        "STORE_PORT": port,
        "STORE_DEMO": "0",
        "STORE_DEBIAN_ARCHIVE": "http://127.0.0.1:9",
    }
    clone.write("hold", "")
    up = clone.start("up", "-d")
    try:
        assert up.stdout
        lines = iter(up.stdout.readline, "")
        assert any(f"http://127.0.0.1:{port}/office (it is being built)" in line for line in lines)
        assert (status(f"http://127.0.0.1:{port}/api/v1/ready"), up.poll()) == (200, None)
        assert status(f"http://127.0.0.1:{port}/office") == 503
        (clone.folder / "hold").unlink()
        assert any("The office is built (" in line for line in lines)
        assert up.wait(SECONDS) == 0
        assert status(f"http://127.0.0.1:{port}/office") == 200
        assert "web" not in clone.run("status").split()
        clone.run("down")
        clone.write("web/src/main.ts", "broken")
        text = clone.run("up", "-d", BROKEN="1")
        assert "The office could not be built." in text
        assert "Storekeeper is running." in text
    finally:
        clone.run("down")


def status(address: str) -> int:
    """What a GET is answered."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
