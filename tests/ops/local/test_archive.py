"""Which archive the machine uses, and that trust is never carried over unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from ops.local import archive
from ops.local.archive import Source

CODENAME = archive.os_release().get("VERSION_CODENAME", "stable")

DEB822 = f"""\
Types: deb deb-src
# a comment
URIs: https://mirror.example/debian
Suites: {CODENAME} {CODENAME}-updates
Components: main contrib
Trusted: yes
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 abc
 -----END PGP PUBLIC KEY BLOCK-----

Types: deb
URIs: https://off.example/debian
Suites: {CODENAME}
Components: main
Enabled: no
"""

ONE_LINE = f"""\
# deb https://comment.example/debian {CODENAME} main
deb [arch=amd64 signed-by=/k.gpg trusted=yes] https://one.example/debian {CODENAME} main # end
deb cdrom:[Debian]/ {CODENAME} main
deb-src https://src.example/debian {CODENAME} main
deb https://other.example/apt stable main
"""


@pytest.fixture
def etc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("STORE_DEBIAN_ARCHIVE", raising=False)
    (tmp_path / "sources.list.d").mkdir()
    return tmp_path


def test_own_suite__deb822(etc: Path) -> None:
    (etc / "sources.list.d/debian.sources").write_text(DEB822)
    (source,) = archive.own_suite(etc)
    assert source.uri == "https://mirror.example/debian"
    assert source.suites == (CODENAME, f"{CODENAME}-updates")
    assert source.components == ("main", "contrib")
    assert "BEGIN PGP" in (source.signed_by or "")


def test_own_suite__one_line(etc: Path) -> None:
    (etc / "sources.list").write_text(ONE_LINE)
    assert archive.own_suite(etc) == [
        Source("https://one.example/debian", (CODENAME,), ("main",), "/k.gpg")
    ]


def test_sid__from_the_archive_that_the_machine_uses(etc: Path) -> None:
    if archive.os_release().get("ID") != "debian" or not Path(archive.DEBIAN_KEYRING).exists():
        pytest.skip("only Debian itself has sid beside its own suite")
    (etc / "sources.list.d/debian.sources").write_text(DEB822)
    (source,) = archive.sid(etc)
    assert source == Source(
        "https://mirror.example/debian", ("sid",), ("main",), archive.DEBIAN_KEYRING
    )


def test_stanza__never_trusted(etc: Path) -> None:
    (etc / "sources.list").write_text(ONE_LINE)
    (etc / "sources.list.d/debian.sources").write_text(DEB822)
    for source in archive.own_suite(etc):
        assert "trusted" not in source.stanza("amd64").lower()
