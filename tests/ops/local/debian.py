"""A tiny Debian archive on a local HTTP server, signed or not, whole or broken."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

from ops.local import archive

# Stands for the C library's loader: it drops its own options and runs the program.
LOADER = '#!/bin/sh\nshift 2\nexec "$@"\n'


class Debian:
    """Packages, their signed list, and the server that hands them out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keyring = folder / "keyring.gpg"
        self.asked: list[str] = []
        self.gate: threading.Event | None = None
        self.at_gate = threading.Event()
        folder.mkdir(parents=True)
        # Not below the folder of the test: a socket's path has at most 107 characters.
        self._home = Path(tempfile.mkdtemp(prefix="gpg-"))
        self._gpg("--quick-generate-key", "archive@storekeeper.example", "ed25519", "sign")
        self.keyring.write_bytes(self._gpg("--export"))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def package(self, suite: str, name: str, files: dict[str, str], version: str = "1.0-1") -> Path:
        """Build one package into the suite's pool."""
        tree = self.folder / "build" / name
        shutil.rmtree(tree, ignore_errors=True)
        (tree / "DEBIAN").mkdir(parents=True)
        control = {
            "Package": name,
            "Version": version,
            "Architecture": archive.architecture(),
            "Maintainer": "Test <test@storekeeper.example>",
            "Installed-Size": "10",
            "Description": "a test",
        }
        text = "".join(f"{key}: {value}\n" for key, value in control.items())
        (tree / "DEBIAN/control").write_text(text)
        for path, content in files.items():
            (tree / path).parent.mkdir(parents=True, exist_ok=True)
            (tree / path).write_text(content)
            (tree / path).chmod(0o755)
        pool = self.folder / "www/pool" / suite
        pool.mkdir(parents=True, exist_ok=True)
        deb = pool / f"{name}_{version}_{archive.architecture()}.deb"
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-b", str(tree), str(deb)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        deb.with_suffix(".control").write_text(text)
        return deb

    def publish(self, suite: str, signed: bool = True) -> None:
        """Write the list of a suite, and sign it."""
        www, architecture = self.folder / "www", archive.architecture()
        entries = []
        for deb in sorted((www / "pool" / suite).glob("*.deb")):
            data = deb.read_bytes()
            entries.append(
                deb.with_suffix(".control").read_text()
                + f"Filename: {deb.relative_to(www)}\nSize: {len(data)}\n"
                + f"SHA256: {hashlib.sha256(data).hexdigest()}\n"
            )
        name = f"main/binary-{architecture}/Packages"
        packages = "\n".join(entries).encode()
        home = www / "dists" / suite
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(packages)
        release = (
            f"Origin: Test\nSuite: {suite}\nCodename: {suite}\n"
            f"Date: Sat, 01 Aug 2026 00:00:00 UTC\nArchitectures: {architecture}\n"
            f"Components: main\nSHA256:\n"
            f" {hashlib.sha256(packages).hexdigest()} {len(packages)} {name}\n"
        )
        (home / "InRelease").unlink(missing_ok=True)
        (home / "Release").write_text(release)
        if signed:
            signature = self._gpg("--clearsign", "-o", "-", str(home / "Release"))
            (home / "InRelease").write_bytes(signature)

    def _gpg(self, *arguments: str) -> bytes:
        command = ["gpg", "--homedir", str(self._home), "--batch", "--quiet"]
        command += ["--passphrase", "", "--pinentry-mode", "loopback", *arguments]
        return subprocess.run(command, check=True, capture_output=True).stdout

    def _handler(self) -> type[SimpleHTTPRequestHandler]:
        debian = self

        class Handler(SimpleHTTPRequestHandler):
            def __init__(self, *arguments: Any) -> None:
                super().__init__(*arguments, directory=str(debian.folder / "www"))

            def do_GET(self) -> None:
                debian.asked.append(self.path)
                # A list that is published twice within a second is another list.
                del self.headers["If-Modified-Since"]
                if debian.gate and self.path.endswith(".deb"):
                    debian.at_gate.set()
                    debian.gate.wait(60)
                super().do_GET()

            def log_message(self, *_: object) -> None:
                return

        return Handler

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.gate:
            self.gate.set()
        self._server.shutdown()
        self._server.server_close()
        subprocess.run(["gpgconf", "--homedir", str(self._home), "--kill", "all"], check=False)
        shutil.rmtree(self._home, ignore_errors=True)
