"""`./store`: the virtual environment is made once, whole, and by one process."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from ops.paths import ROOT
from tests.ops.waiting import wait_for

# Stands for Python: it notes each installation and runs no module.
PYTHON = """\
#!/bin/sh
case "$*" in
    "-c import sys"*) exit ${OLD:-0} ;;
    --version) echo "Python 3.11.9" ;;
    "-m venv --clear .venv")
        [ -z "$NO_VENV" ] || exit 1
        mkdir -p .venv/bin
        cp "$0" .venv/bin/python ;;
    "-m pip install"*)
        echo "$*" >>pip.log
        while [ -e hold ]; do sleep 0.02; done
        exit ${PIP:-0} ;;
    "-m ops"*) echo "ran $*" ;;
esac
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone with a stand-in for Python and nothing installed."""
    shutil.copy(ROOT / "store", tmp_path)
    (tmp_path / "requirements").mkdir()
    for name in ("run", "dev", "bench"):
        (tmp_path / f"requirements/{name}.lock").write_text(f"{name}==1\n")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/python3").write_text(PYTHON)
    (tmp_path / "bin/python3").chmod(0o755)
    for name in ("3.11", "3.12", "3.13", "3.14"):
        (tmp_path / f"bin/python{name}").symlink_to("python3")
    return tmp_path


def start(clone: Path, *arguments: str, **settings: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [clone / "store", *arguments],
        env={"PATH": f"{clone}/bin:/usr/bin:/bin", **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run(clone: Path, *arguments: str, code: int = 0, **settings: str) -> str:
    process = start(clone, *arguments, **settings)
    text, _ = process.communicate(timeout=60)
    assert process.returncode == code, text
    return text


def installations(clone: Path) -> list[str]:
    log = clone / "pip.log"
    return log.read_text().splitlines() if log.exists() else []


def test_store__installs_once(clone: Path) -> None:
    assert "ran -m ops status" in run(clone, "status")
    assert run(clone, "status") == "ran -m ops status\n"
    assert len(installations(clone)) == 1
    assert "--require-hashes -r requirements/run.lock" in installations(clone)[0]


@pytest.mark.parametrize(("command", "lock"), [("test", "dev"), ("bench", "bench")])
def test_store__extra_packages_on_first_need(clone: Path, command: str, lock: str) -> None:
    run(clone, "status")
    run(clone, command)
    run(clone, command)
    assert len(installations(clone)) == 2
    assert f"requirements/{lock}.lock" in installations(clone)[1]


def test_store__changed_lock_is_installed(clone: Path) -> None:
    run(clone, "status")
    (clone / "requirements/run.lock").write_text("run==2\n")
    run(clone, "status")
    assert len(installations(clone)) == 2


def test_store__failed_installation_is_done_again(clone: Path) -> None:
    text = run(clone, "status", code=1, PIP="1")
    assert "registry must be reachable" in text
    assert "ran" not in text
    run(clone, "status")
    assert len(installations(clone)) == 2


def test_store__killed_installation_is_done_again(clone: Path) -> None:
    (clone / "hold").touch()
    process = start(clone, "status")
    wait_for(lambda: installations(clone))
    process.kill()
    (clone / "hold").unlink()
    process.communicate()
    run(clone, "status")
    assert len(installations(clone)) == 2


def test_store__two_at_once_install_once(clone: Path) -> None:
    (clone / "hold").touch()
    first = start(clone, "status")
    wait_for(lambda: installations(clone))
    second = start(clone, "status")
    assert second.stdout
    assert "waiting for it" in second.stdout.readline()
    (clone / "hold").unlink()
    assert "ran" in first.communicate(timeout=60)[0]
    assert "ran" in second.communicate(timeout=60)[0]
    assert len(installations(clone)) == 1


def test_store__old_python_is_named(clone: Path) -> None:
    text = run(clone, "status", code=1, OLD="1")
    assert "needs Python 3.11 or newer; this machine has Python 3.11.9" in text


def test_store__missing_venv_module_is_named(clone: Path) -> None:
    text = run(clone, "status", code=1, NO_VENV="1")
    assert "apt-get install python3-venv" in text
    assert not (clone / ".venv").exists()
