"""What is wrong around `./store` is said in one line that names it and the way out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ops.local import environment
from ops.local.servers.base import free_port
from ops.paths import ROOT

SECONDS = 120
PORT = "STORE_PORT must be a port from 1 to 65535, not"
BIND = "STORE_BIND must be an address such as 127.0.0.1 or 0.0.0.0, not"
WRONG = [
    ({"STORE_PORT": "abc"}, f"{PORT} 'abc'"),
    ({"STORE_PORT": "-1"}, f"{PORT} '-1'"),
    ({"STORE_PORT": "0"}, f"{PORT} '0'"),
    ({"STORE_PORT": "70000"}, f"{PORT} '70000'"),
    ({"STORE_PORT": "8_000"}, f"{PORT} '8_000'"),
    ({"STORE_PORT": "٨٠٠٠"}, f"{PORT} '٨٠٠٠'"),
    ({"STORE_SMTP_PORT": "x"}, "STORE_SMTP_PORT must be a port"),
    ({"STORE_WORKERS": "two"}, "STORE_WORKERS must be a int, not 'two'"),
    ({"STORE_DEMO": "maybe"}, "STORE_DEMO must be 1 or 0, not 'maybe'"),
    ({"STORE_BIND": "nonsense"}, f"{BIND} 'nonsense'"),
    ({"STORE_BIND": "999.1.1.1"}, f"{BIND} '999.1.1.1'"),
    ({"STORE_BIND": "192.0.2.1"}, "STORE_BIND=192.0.2.1 is no address of this machine"),
    (
        {"STORE_BIND": "0.0.0.0", "STORE_DEMO_PASSWORD": "storekeeper-demo"},
        "STORE_DEMO_PASSWORD is the published one, and the API would listen on 0.0.0.0",
    ),
    ({"STORE_DATABASE_URL": "nonsense"}, "STORE_DATABASE_URL cannot be understood"),
    ({"STORE_DATABASE_URL": "mysql://root@h:port/"}, "STORE_DATABASE_URL cannot be understood"),
    ({"STORE_REDIS_URL": "nonsense"}, "STORE_REDIS_URL cannot be understood"),
    ({"STORE_LOCAL_DIR": "/proc/store"}, "STORE_LOCAL_DIR names another folder"),
    # Not even root may write there.
    ({"HOME": "/proc", "STORE_CACHE_DIR": ""}, "STORE_CACHE_DIR names another folder"),
    ({"HOME": "/dev/null", "STORE_CACHE_DIR": ""}, "STORE_CACHE_DIR names another folder"),
]


def run(local: Path, *arguments: str, **settings: str) -> tuple[int, str]:
    """`./store ARGUMENTS` with these settings: exit code and all that it printed."""
    kept = {
        name: os.environ[name] for name in ("PATH", "HOME", "STORE_CACHE_DIR") if name in os.environ
    }
    done = subprocess.run(
        [sys.executable, "-m", "ops", *arguments],
        cwd=ROOT,
        env={**kept, "STORE_LOCAL_DIR": str(local), "STORE_PORT": str(free_port()), **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    return done.returncode, done.stdout


def errors(text: str) -> list[str]:
    """The lines that tell of errors, where nothing else is a traceback."""
    assert "Traceback" not in text, text
    return [line for line in text.splitlines() if line.startswith("Error: ")]


@pytest.mark.parametrize(("settings", "told"), WRONG, ids=[str(each) for each, _ in WRONG])
def test_up__says_what_is_wrong(
    tmp_path: Path, settings: dict[str, str], told: str, servers_in_cache: None
) -> None:
    code, text = run(tmp_path / "local", "up", "-d", **settings)
    assert code != 0
    (line,) = errors(text)
    assert told in line


BROKEN = [
    ("secrets.json", "{", "remove it: the next ./store up makes new passwords", ("up", "-d")),
    ("secrets.json", "[1]", "remove it: the next ./store up makes new passwords", ("up", "-d")),
    ("secrets.json", "\udcff", "makes new passwords", ("up", "-d")),
    ("env", "STORE_PORT='80", "Remove it: the next ./store up writes it again", ("db", "verify")),
    ("env", "nonsense", "Remove it: the next ./store up writes it again", ("captcha", "1")),
    ("run/state.json", "{", "End what runs of this shop, and remove the file", ("status",)),
    ("run/state.json", "{}", "End what runs of this shop, and remove the file", ("down",)),
    ("database/server.json", "{", "which server made the data beside it", ("up", "-d")),
]


@pytest.mark.parametrize(("name", "content", "told", "command"), BROKEN)
def test_a_broken_file_is_named(
    tmp_path: Path,
    name: str,
    content: str,
    told: str,
    command: tuple[str, ...],
    servers_in_cache: None,
) -> None:
    path = tmp_path / "local" / name
    path.parent.mkdir(parents=True)
    (tmp_path / "local/database/data").mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode(errors="surrogateescape"))
    if name != "database/server.json":
        (tmp_path / "local/database/data").rmdir()
    code, text = run(tmp_path / "local", *command)
    assert code != 0
    (line,) = errors(text)
    assert str(path) in line
    assert told in line


def test_foreign_servers_get_no_demo_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*os.environ]:
        if name.startswith("STORE_"):
            monkeypatch.delenv(name)
    assert environment.config().demo
    monkeypatch.setenv("STORE_DATABASE_URL", "mysql://root:x@db.example/")
    assert not environment.config().demo
    monkeypatch.setenv("STORE_DEMO", "1")
    assert environment.config().demo


@pytest.mark.parametrize("bind", ["0.0.0.0", "::", "192.0.2.7"])
def test_the_published_password_is_for_this_machine_alone(
    bind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a shop has a password of its own, it keeps it."""
    monkeypatch.setenv("STORE_LOCAL_DIR", str(tmp_path))
    monkeypatch.delenv("STORE_DEMO_PASSWORD", raising=False)
    monkeypatch.setenv("STORE_BIND", "127.0.0.1")
    assert environment.demo_password(environment.config()) == environment.PUBLISHED_PASSWORD
    monkeypatch.setenv("STORE_BIND", bind)
    own = environment.demo_password(environment.config())
    assert own != environment.PUBLISHED_PASSWORD
    assert len(own) >= 16
    monkeypatch.setenv("STORE_BIND", "127.0.0.1")
    assert environment.demo_password(environment.config()) == own


@pytest.mark.parametrize(
    ("bind", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://[::1]:8000"),
        ("192.0.2.7", "http://192.0.2.7:8000"),
    ],
)
def test_the_api_is_asked_where_it_listens(bind: str, address: str) -> None:
    assert environment.reached_at(bind, 8000) == address
