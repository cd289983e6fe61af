"""The package, as it is installed where there is neither Node nor a clone."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from ops.paths import ROOT
from tests.support.locked_wheels import PIP, wheels
from tests.support.serving import serving
from tests.support.shop import PASSWORD, Shop

LOCK = ROOT / "requirements/run.lock"


@dataclass(frozen=True)
class Installed:
    """An environment with this package, the packages of the lock and nothing else."""

    python: Path
    # Where it is run: an empty folder, so that nothing is found by chance.
    folder: Path
    env: dict[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a module of it to its end."""
        return subprocess.run(
            [self.python, "-m", *command],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)]
    subprocess.run([*PIP, *build], check=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(
    wheel: Path, stack_env: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Installed:
    """That wheel where nothing else is, with no setting that says where a file lies."""
    venv = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    python = venv / "bin/python"
    install = ["install", "--no-index", "--find-links", str(wheels(LOCK))]
    subprocess.run([*PIP, "--python", str(python), *install, str(wheel)], check=True)
    return Installed(
        python, tmp_path_factory.mktemp("elsewhere"), {**stack_env, "PATH": "/nowhere"}
    )


@pytest.mark.slow
def test_an_installed_package_serves_the_office_without_node(installed: Installed) -> None:
    with serving(installed.env, installed.folder, installed.python) as address:
        page = read(f"http://{address}/office")
        scripts = re.findall(r'src="(/office/assets/[^"]+\.js)"', page)
        assert scripts
        for script in scripts:
            assert "import" in read(f"http://{address}{script}")


@pytest.mark.slow
def test_an_installed_package_finds_its_reports(installed: Installed, shop: Shop) -> None:
    """It is ready, too, which says that its SQL is that of the database."""
    login = {"email": shop.staff("admin").email, "password": PASSWORD}
    defined = json.loads((ROOT / "reports.json").read_text(encoding="utf-8"))
    with serving(installed.env, installed.folder, installed.python) as address:
        base = f"http://{address}/api/v1"
        token = json.loads(read(f"{base}/users/login", login))["access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        listed = json.loads(read(f"{base}/reports", headers=headers))["items"]
        assert {each["id"] for each in listed} == {each["id"] for each in defined}
        assert not any(each["is_broken"] for each in listed)
        rows = json.loads(read(f"{base}/reports/stock/rows", headers=headers))
        assert rows["columns"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("db apply", "nothing to apply\n"),
        ("db check -v", "all promises hold\n"),
        ("reports check", "all well.\n"),
    ],
)
def test_an_installed_package_brings_its_sql_along(
    installed: Installed, command: str, said: str
) -> None:
    done = installed.run("ops", *command.split())
    assert (done.returncode, done.stdout[-len(said) :]) == (0, said), done.stdout + done.stderr


@pytest.mark.slow
def test_a_wheel_holds_the_shop_and_nothing_that_makes_it(
    wheel: Path, installed: Installed
) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = [name.split("/") for name in opened.namelist()]
    brought = {name[0] for name in names if not name[0].endswith(".dist-info")}
    code = {"api", "core", "ops", "workers", "sql", "reports.json", "reports.schema.json"}
    assert brought == code | {"web"}
    assert {name[1] for name in names if name[0] == "web"} == {"dist"}
    told = installed.run("ops", "web", "build")
    assert "has brought the office along" in told.stderr


def read(address: str, body: object = None, headers: dict[str, str] | None = None) -> str:
    """What is answered; a body is sent as JSON."""
    sent = None if body is None else json.dumps(body).encode()
    given = {"Content-Type": "application/json", **(headers or {})}
    with urllib.request.urlopen(urllib.request.Request(address, sent, given), timeout=10) as answer:
        return str(answer.read().decode())
