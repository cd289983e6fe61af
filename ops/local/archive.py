"""The distribution's package archive, used through a private apt state.

Nothing of the system is read beyond its list of sources and its keyrings, and nothing
of it is changed: lists, cache and status lie in a folder of our own.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from ops.local.children import spawn

Progress = Callable[[str], None]

DEBIAN_KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
TRIPLETS = {"amd64": "x86_64-linux-gnu", "arm64": "aarch64-linux-gnu"}
# Programs that maintainer scripts want and a server that runs in a folder does not.
NOT_NEEDED = re.compile(r"^(perl|libperl|adduser|passwd|debconf)")
STALL_SECONDS = 40.0


class FetchError(Exception):
    """Something could not be fetched; the text says what a person can do."""


class ArchiveUnavailable(FetchError):
    """The archive does not answer, has moved on, or its signature is not to be trusted."""


class DiskFull(FetchError):
    """There is not enough room in the cache folder."""


@dataclass(frozen=True)
class Source:
    """One entry of a sources list."""

    uri: str
    suites: tuple[str, ...]
    components: tuple[str, ...]
    signed_by: str | None = None

    def stanza(self, architecture: str) -> str:
        """The entry in deb822 form; `Trusted` is never carried over."""
        lines = [
            "Types: deb",
            f"URIs: {self.uri}",
            f"Suites: {' '.join(self.suites)}",
            f"Components: {' '.join(self.components)}",
            f"Architectures: {architecture}",
            "Targets: Packages",
            "Languages: none",
        ]
        if self.signed_by:
            lines.append(f"Signed-By: {self.signed_by}")
        return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Package:
    """One package of a closure, as the signed list names it."""

    name: str
    version: str
    size: int


def architecture() -> str:
    """Debian's name of this machine's architecture."""
    machine = platform.machine()
    if machine not in ARCHITECTURES:
        raise FetchError(
            f"Servers are fetched for amd64 and arm64; this machine is {machine}. "
            "Install MySQL >= 8.4 and Redis, or set STORE_DATABASE_URL and STORE_REDIS_URL."
        )
    return ARCHITECTURES[machine]


def os_release(path: Path = Path("/etc/os-release")) -> dict[str, str]:
    """The fields of os-release; empty where there is none."""
    if not path.exists():
        return {}
    pairs = (line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)
    return {key: value.strip().strip('"') for key, value in pairs}


def _deb822(text: str) -> Iterator[Source]:
    for block in re.split(r"\n\s*\n", text):
        fields: dict[str, str] = {}
        key = ""
        for line in block.splitlines():
            if line.startswith("#") or not line.strip():
                continue
            if line[0] in " \t":
                fields[key] += "\n" + line
            elif ":" in line:
                key, value = line.split(":", 1)
                key = key.strip().lower()
                fields[key] = value.strip()
        enabled = fields.get("enabled", "yes").lower() not in ("no", "false", "0")
        if enabled and "deb" in fields.get("types", "").split():
            for uri in fields.get("uris", "").split():
                yield Source(
                    uri,
                    tuple(fields.get("suites", "").split()),
                    tuple(fields.get("components", "").split()),
                    fields.get("signed-by"),
                )


def _one_line(text: str) -> Iterator[Source]:
    for line in text.splitlines():
        found = re.match(r"\s*deb\s+(?:\[([^]]*)]\s+)?(\S+)\s+(\S+)\s*([^#]*)", line)
        if found:
            options, uri, suite, components = found.groups()
            signed = re.search(r"(?:^|\s)signed-by=(\S+)", options or "", re.IGNORECASE)
            yield Source(uri, (suite,), tuple(components.split()), signed and signed[1])


def machine_sources(etc: Path = Path("/etc/apt")) -> list[Source]:
    """What this machine's own apt is told to use."""
    found: list[Source] = []
    parts = sorted(etc.glob("sources.list.d/*"))
    for path in [etc / "sources.list", *parts]:
        if not path.is_file():
            continue
        if path.suffix == ".sources":
            found += _deb822(path.read_text())
        elif path.suffix == ".list":
            found += _one_line(path.read_text())
    return [source for source in found if not source.uri.startswith("cdrom:")]


def _override() -> Source | None:
    uri = os.environ.get("STORE_DEBIAN_ARCHIVE")
    if not uri:
        return None
    return Source(uri, (), ("main",), os.environ.get("STORE_DEBIAN_KEYRING") or DEBIAN_KEYRING)


def own_suite(etc: Path = Path("/etc/apt")) -> list[Source]:
    """The suite that this machine runs, with its updates, from where it gets them."""
    release = os_release()
    codename = release.get("VERSION_CODENAME") or "stable"
    if override := _override():
        return [replace(override, suites=(codename,))]
    found: list[Source] = []
    for source in machine_sources(etc):
        suites = tuple(
            s for s in source.suites if re.match(rf"{codename}(-updates|-security)?$", s)
        )
        if suites and source.components:
            found.append(replace(source, suites=suites))
    if not found:
        raise ArchiveUnavailable(
            "apt on this machine names no archive of its own suite. Name one with "
            "STORE_DEBIAN_ARCHIVE, or install the server so that it is on the PATH."
        )
    return found


def sid(etc: Path = Path("/etc/apt")) -> list[Source]:
    """Debian's unstable suite, from the archive that this machine already uses."""
    if override := _override():
        return [replace(override, suites=("sid",))]
    if not Path(DEBIAN_KEYRING).exists():
        raise ArchiveUnavailable(
            f"The keyring of the Debian archive ({DEBIAN_KEYRING}) is missing."
        )
    for source in own_suite(etc):
        if source.uri.rstrip("/").endswith("/debian"):
            return [Source(source.uri, ("sid",), ("main",), DEBIAN_KEYRING)]
    raise ArchiveUnavailable(
        "apt on this machine names no archive of Debian, which has MySQL. Name one with "
        "STORE_DEBIAN_ARCHIVE, or install a mysqld so that it is on the PATH."
    )


def _tree_size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_blocks * 512
        except FileNotFoundError:  # apt renames while we look
            continue
    return total


class Apt:
    """apt-get with state, lists and sources of its own, all under one folder."""

    def __init__(self, folder: Path, sources: list[Source]) -> None:
        if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
            raise FetchError(
                "There is no apt-get on this machine, so no server can be fetched. "
                "Install MySQL >= 8.4 and Redis, or set STORE_DATABASE_URL and STORE_REDIS_URL."
            )
        self.folder = folder
        self.sources = sources
        self.architecture = architecture()
        for part in ("lists/partial", "cache/archives/partial", "sources", "debs"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        (folder / "status").touch()
        stanzas = [source.stanza(self.architecture) for source in sources]
        (folder / "sources/storekeeper.sources").write_text("\n".join(stanzas))
        (folder / "apt.conf").write_text(self._configuration())

    def _configuration(self) -> str:
        # The #clear lines keep the system's hooks from running after our update.
        values = {
            "APT::Architecture": self.architecture,
            "APT::Architectures::": self.architecture,
            "APT::Install-Recommends": "false",
            "APT::Sandbox::User": "root",
            "APT::Update::Error-Mode": "any",
            "APT::Get::AllowUnauthenticated": "false",
            "Acquire::AllowInsecureRepositories": "false",
            "Acquire::AllowWeakRepositories": "false",
            "Acquire::AllowDowngradeToInsecureRepositories": "false",
            "Acquire::http::Timeout": "15",
            "Acquire::https::Timeout": "15",
            "Acquire::Retries": "1",
            "Dir::State": str(self.folder),
            "Dir::State::lists": str(self.folder / "lists"),
            "Dir::State::status": str(self.folder / "status"),
            "Dir::Cache": str(self.folder / "cache"),
            "Dir::Etc::sourcelist": "/dev/null",
            "Dir::Etc::sourceparts": str(self.folder / "sources"),
            "Dir::Etc::preferences": "/dev/null",
            "Dir::Etc::preferencesparts": "/dev/null",
        }
        clears = ["APT::Update", "DPkg", "APT::Architectures"]
        lines = [f"#clear {name};" for name in clears]
        lines += [f'{name} "{value}";' for name, value in values.items()]
        return "\n".join(lines) + "\n"

    def update(self, progress: Progress) -> None:
        """Read the signed lists; an unsigned or badly signed archive is refused by apt."""
        for source in self.sources:
            progress(f"Reading the package list of {' '.join(source.suites)} from {source.uri}")
        self._watched(["apt-get", "-qq", "update"], self.folder / "lists", lambda _: None)

    def closure(self, names: list[str], extra: list[str]) -> list[Package]:
        """What `names` need to run on an empty machine, and `extra` without its needs."""
        found = self._planned(["install", *names])
        if extra:
            found += self._planned(["download", *extra])
        return [package for package in found if not NOT_NEEDED.match(package.name)]

    def installed_size(self, packages: list[Package]) -> int:
        """Bytes that the packages take once they are unpacked, by their own word."""
        chosen = [f"{p.name}={p.version}" for p in packages]
        text = self._run(["apt-cache", "show", *chosen])
        return sum(
            int(kb) * 1024 for kb in re.findall(r"^Installed-Size: (\d+)", text, re.MULTILINE)
        )

    def download(self, packages: list[Package], progress: Progress) -> list[Path]:
        """Fetch all packages; apt checks each against the signed list."""
        total = sum(package.size for package in packages)
        shown = [-1]

        def report(done: int) -> None:
            tenth = min(10, done * 10 // max(total, 1))
            if tenth > shown[0]:
                shown[0] = tenth
                progress(f"  {min(done, total) / 1e6:5.1f} of {total / 1e6:.1f} MB")

        chosen = [f"{p.name}={p.version}" for p in packages]
        debs = self.folder / "debs"
        self._watched(["apt-get", "-qq", "download", *chosen], debs, report)
        files = sorted(debs.glob("*.deb"))
        if len(files) != len(packages):
            raise ArchiveUnavailable(f"{len(packages)} packages were asked for, {len(files)} came.")
        return files

    def _planned(self, request: list[str]) -> list[Package]:
        text = self._run(["apt-get", "-qq", "--print-uris", *request])
        packages = []
        for line in text.splitlines():
            found = re.match(r"'[^']+' (\S+)_(\S+)_\S+\.deb (\d+)", line)
            if found:
                packages.append(Package(found[1], unquote(found[2]), int(found[3])))
        if not packages:
            raise ArchiveUnavailable(f"The archive has nothing for {' '.join(request[1:])}.")
        return packages

    def _command(self, command: list[str]) -> list[str]:
        return [command[0], "-c", str(self.folder / "apt.conf"), *command[1:]]

    def _run(self, command: list[str]) -> str:
        done = subprocess.run(
            self._command(command),
            capture_output=True,
            text=True,
            env={**os.environ, "LC_ALL": "C"},
            check=False,
        )
        if done.returncode:
            raise self._error(done.stderr)
        return done.stdout

    def _watched(self, command: list[str], folder: Path, report: Callable[[int], None]) -> None:
        """Run apt; report the bytes in `folder`, and give up when they stop growing."""
        log = self.folder / "apt.log"
        with log.open("wb") as output:
            env = {**os.environ, "LC_ALL": "C"}
            process = spawn(self._command(command), output, env, folder)
        size, grown = -1, time.monotonic()
        try:
            while process.poll() is None:
                now = _tree_size(folder) + _tree_size(self.folder / "cache")
                if now != size:
                    size, grown = now, time.monotonic()
                    report(size)
                if time.monotonic() - grown > STALL_SECONDS:
                    raise ArchiveUnavailable(f"{self.sources[0].uri} does not answer.")
                try:
                    process.wait(0.2)
                except subprocess.TimeoutExpired:
                    continue
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()
        if process.returncode:
            raise self._error(log.read_text())

    def _error(self, text: str) -> FetchError:
        said = [line for line in text.splitlines() if line.startswith(("E:", "W:"))]
        message = "\n".join(dict.fromkeys(said)) or text.strip() or "apt-get failed without a word."
        if "No space left on device" in text or "enough free space" in text:
            return DiskFull(message)
        return ArchiveUnavailable(f"{self.sources[0].uri}:\n{message}")
