"""Servers from the archive: verified, whole or not there at all."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import threading
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest

from ops.local import archive, fetch
from ops.local.servers import installation
from ops.local.servers.base import free_port
from ops.paths import ROOT
from tests.ops.local.debian import LOADER, Debian

pytestmark = pytest.mark.slow

SUITE = archive.os_release().get("VERSION_CODENAME", "stable")
TRIPLET = archive.TRIPLETS[archive.architecture()]


def publish_redis(debian: Debian, signed: bool = True) -> Path:
    """Two packages that stand for Redis; returns the one with the program."""
    files = {"usr/bin/redis-server": "#!/bin/sh\n", "lib/shared.so": "x", "usr/share/doc/r": "x"}
    deb = debian.package(SUITE, "redis-tools", files)
    debian.package(SUITE, "redis-server", {"usr/share/redis/note": "x"})
    debian.publish(SUITE, signed)
    return deb


def left_over(cache: Path) -> list[str]:
    """What lies in the cache besides locks."""
    return [path.name for path in (cache / "servers").iterdir() if path.suffix != ".lock"]


def test_ensure__unpacks_once_and_needs_no_network_again(
    debian: Debian, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_redis(debian)
    said: list[str] = []
    root = fetch.ensure("redis", said.append)

    assert (root / "usr/bin/redis-server").exists()
    assert (root / "usr/lib/shared.so").exists(), "/lib is merged into /usr/lib"
    assert not (root / "usr/share/doc").exists()
    manifest = json.loads((root / "manifest.json").read_text())
    assert manifest["version"] == "1.0-1"
    assert len(manifest["packages"]) == 2
    assert any("MB" in line for line in said)

    asked = len(debian.asked)
    monkeypatch.setenv("STORE_DEBIAN_ARCHIVE", f"http://127.0.0.1:{free_port()}")
    assert fetch.ensure("redis", said.append) == root
    assert len(debian.asked) == asked


def test_ensure__unsigned_archive_refused(debian: Debian, cache: Path) -> None:
    publish_redis(debian, signed=False)
    with pytest.raises(fetch.ArchiveUnavailable, match="not signed"):
        fetch.ensure("redis", print)
    assert left_over(cache) == []


def test_ensure__strangers_signature_refused(debian: Debian, cache: Path, tmp_path: Path) -> None:
    publish_redis(debian)
    with Debian(tmp_path / "stranger") as stranger:
        shutil.copy(stranger.keyring, debian.keyring)
    with pytest.raises(fetch.ArchiveUnavailable, match=r"NO_PUBKEY|not signed|sqv"):
        fetch.ensure("redis", print)
    assert left_over(cache) == []


def test_ensure__altered_package_refused(debian: Debian, cache: Path) -> None:
    deb = publish_redis(debian)
    data = bytearray(deb.read_bytes())
    data[-1] ^= 1
    deb.write_bytes(data)
    with pytest.raises(fetch.ArchiveUnavailable, match="Hash"):
        fetch.ensure("redis", print)
    assert left_over(cache) == []


def test_ensure__package_that_is_none_leaves_nothing(debian: Debian, cache: Path) -> None:
    deb = publish_redis(debian)
    deb.write_bytes(b"half a package")
    debian.publish(SUITE)
    with pytest.raises(fetch.ArchiveUnavailable, match="cannot be unpacked"):
        fetch.ensure("redis", print)
    assert left_over(cache) == []


def test_ensure__archive_that_moved_on_is_read_again(
    debian: Debian, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = publish_redis(debian)
    download = archive.Apt.download
    calls: list[int] = []

    def moved_on(
        self: archive.Apt, packages: list[archive.Package], progress: fetch.Progress
    ) -> list[Path]:
        if not calls:
            old.unlink()
            debian.package(SUITE, "redis-tools", {"usr/bin/redis-server": "new"}, "2.0-1")
            debian.publish(SUITE)
        calls.append(len(packages))
        return download(self, packages, progress)

    monkeypatch.setattr(archive.Apt, "download", moved_on)
    said: list[str] = []
    root = fetch.ensure("redis", said.append)
    assert json.loads((root / "manifest.json").read_text())["version"] == "2.0-1"
    assert len(calls) == 2
    assert any("moved on" in line for line in said)


def test_ensure__nobody_listens(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_DEBIAN_ARCHIVE", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with pytest.raises(fetch.ArchiveUnavailable, match=r"127\.0\.0\.1"):
        fetch.ensure("redis", print)
    assert left_over(cache) == []


def test_ensure__archive_that_falls_silent(
    debian: Debian, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_redis(debian)
    debian.gate = threading.Event()
    monkeypatch.setattr(archive, "STALL_SECONDS", 1.0)
    with pytest.raises(fetch.ArchiveUnavailable, match="does not answer"):
        fetch.ensure("redis", print)
    assert left_over(cache) == []


def test_ensure__too_little_room_says_how_much(
    debian: Debian, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_redis(debian)
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 5 * 2**20))
    with pytest.raises(
        fetch.DiskFull, match=r"100 MB are needed there, 5 MB are free.*STORE_CACHE"
    ):
        fetch.ensure("redis", print)
    assert left_over(cache) == []


def test_ensure__disk_that_fills_while_unpacking(
    debian: Debian, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_redis(debian)
    run = subprocess.run

    def full(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        if command[0] == "dpkg-deb":
            return subprocess.CompletedProcess(command, 2, "", "tar: No space left on device")
        return run(command, **options)

    monkeypatch.setattr(subprocess, "run", full)
    with pytest.raises(fetch.DiskFull, match="STORE_CACHE_DIR"):
        fetch.ensure("redis", print)
    assert left_over(cache) == []


def test_ensure__two_at_once_fetch_once(debian: Debian, cache: Path) -> None:
    publish_redis(debian)
    gate = debian.gate = threading.Event()
    said: list[str] = []
    roots: list[Path] = []

    def say(line: str) -> None:
        said.append(line)
        if "waiting" in line:
            gate.set()

    starts = [
        threading.Thread(target=lambda: roots.append(fetch.ensure("redis", say))) for _ in range(2)
    ]
    for start in starts:
        start.start()
    for start in starts:
        start.join(60)
    assert len(roots) == 2
    assert roots[0] == roots[1]
    assert sum("waiting" in line for line in said) == 1
    assert sum(path.endswith(".deb") for path in debian.asked) == 2


def test_ensure__killed_half_way_begins_anew(debian: Debian, cache: Path) -> None:
    publish_redis(debian)
    debian.gate = threading.Event()
    code = "from ops.local.fetch import ensure; ensure('redis', print)"
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    assert debian.at_gate.wait(60)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert fetch.cached("redis") is None
    assert left_over(cache), "the killed start left its folder"

    debian.gate.set()
    root = fetch.ensure("redis", print)
    assert (root / "usr/bin/redis-server").exists()
    assert left_over(cache) == [root.name]


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No server is installed."""
    monkeypatch.setattr(installation, "which", lambda _: None)


def publish_mariadb(debian: Debian) -> None:
    """A MariaDB that can say its version."""
    files = {
        "usr/sbin/mariadbd": "#!/bin/sh\necho 'mariadbd  Ver 10.11.99-MariaDB for Linux'\n",
        f"usr/lib/{TRIPLET}/ld-linux-test.so.2": LOADER,
    }
    debian.package(SUITE, "mariadb-server-core", files)
    debian.package(SUITE, "mariadb-client-core", {"usr/bin/mariadb": "#!/bin/sh\n"})
    debian.publish(SUITE)


@pytest.mark.usefixtures("bare_machine")
def test_find__mariadb_aloud_when_mysql_has_gone(debian: Debian, cache: Path) -> None:
    publish_mariadb(debian)
    said: list[str] = []
    found = installation.find(said.append)
    assert (found.flavor, found.origin, found.version) == ("mariadb", "fetched", "10.11.99")
    assert any("MySQL cannot be fetched" in line for line in said)
    assert any("Using MariaDB instead of MySQL" in line for line in said)


@pytest.mark.usefixtures("bare_machine")
def test_find__nothing_to_be_had_names_the_archive(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    monkeypatch.setenv("STORE_DEBIAN_ARCHIVE", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with pytest.raises(fetch.ArchiveUnavailable, match=str(port)):
        installation.find(print)


@pytest.mark.usefixtures("bare_machine")
def test_find__full_disk_is_no_reason_for_mariadb(
    debian: Debian, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_mariadb(debian)
    debian.package("sid", "mysql-server-core", {"usr/sbin/mysqld": "x"})
    debian.package("sid", "mysql-client-core", {"usr/bin/mysql": "x"})
    debian.publish("sid")
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(1, 1, 0))
    with pytest.raises(fetch.DiskFull):
        installation.find(print)
