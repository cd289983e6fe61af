"""What the tests of the local stack share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops.local import fetch
from ops.local.servers import installation, template
from tests.ops.local.debian import Debian


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of this test's own."""
    monkeypatch.setenv("STORE_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Debian]:
    """An archive with a `redis` of two small packages, in place of the real one."""
    if not shutil.which("gpg") or not shutil.which("apt-get"):
        pytest.skip("signing a test archive needs gpg and apt (apt-get install gnupg)")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with Debian(tmp_path / "debian") as archive:
        monkeypatch.setenv("STORE_DEBIAN_ARCHIVE", archive.url)
        monkeypatch.setenv("STORE_DEBIAN_KEYRING", str(archive.keyring))
        yield archive


@pytest.fixture(scope="session")
def servers_in_cache() -> None:
    """What the first `up` on a machine fetches and makes."""
    template.template(installation.find(print), print)
    if not installation.which("redis-server"):
        fetch.ensure("redis", print)
