"""The package, as it is installed where there is neither Node nor a clone."""

from __future__ import annotations

import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from ops.paths import ROOT
from tests.support.serving import serving

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a wheel of this tree is unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)]
    subprocess.run([*PIP, *build], check=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*PIP, "install", "--no-deps", "--target", str(folder / "here"), wheel])
    return folder / "here"


@pytest.mark.slow
def test_an_installed_package_serves_the_office_without_node(
    installed: Path, stack_env: dict[str, str]
) -> None:
    settings = {"PATH": "/nowhere", "STORE_SQL_DIR": str(installed / "sql")}
    with serving(stack_env, installed, **settings) as address:
        page = read(f"http://{address}/office")
        scripts = re.findall(r'src="(/office/assets/[^"]+\.js)"', page)
        assert scripts
        for script in scripts:
            assert "import" in read(f"http://{address}{script}")


@pytest.mark.slow
def test_an_installed_package_holds_the_shop_and_nothing_that_makes_it(installed: Path) -> None:
    brought = {path.name for path in installed.iterdir() if not path.name.endswith("-info")}
    code = {"api", "core", "ops", "workers", "sql", "reports.json", "reports.schema.json"}
    assert brought == code | {"web"}
    assert [path.name for path in (installed / "web").iterdir()] == ["dist"]
    told = subprocess.run(
        [sys.executable, "-m", "ops", "web", "build"], cwd=installed, capture_output=True, text=True
    )
    assert "has brought the office along" in told.stderr


def read(address: str) -> str:
    """The text of a page."""
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())
