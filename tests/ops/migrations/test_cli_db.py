"""`./store db …` on the real `sql/`, as a DBA meets it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from core.db.url import build_url
from ops.cli_db import db
from ops.local import environment
from ops.migrations import MigrationError
from tests.ops.migrations.shop import Admin

Run = Callable[..., Result]


@pytest.fixture
def run(admin: Admin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one command against the clean server."""
    monkeypatch.setenv("STORE_LOCAL_DIR", str(tmp_path / "local"))
    monkeypatch.setenv("STORE_ADMIN_DATABASE_URL", admin.url)
    server = admin.server
    password = environment.passwords()["store_owner"]
    owner = build_url("store_owner", password, server.port, str(server.socket))
    monkeypatch.setenv("STORE_OWNER_DATABASE_URL", owner)
    for login in ("api_login", "worker_login", "report_login"):
        admin.rows(f"DROP USER IF EXISTS '{login}'@'%'")
    for role in ("store_worker", "store_report"):
        admin.rows(f"DROP ROLE IF EXISTS {role}")
    return lambda *arguments: CliRunner().invoke(db, arguments)


def test_the_day_of_a_dba(run: Run, admin: Admin, capfd: pytest.CaptureFixture[str]) -> None:
    planned = run("apply", "--plan")
    assert "apply procedure fail (sql/procedures/" in planned.output
    assert admin.rows("SHOW SCHEMAS LIKE 'store%'") == []
    applied = run("apply")
    assert applied.exit_code == 0, applied.output
    assert run("apply").output == "nothing to apply\n"
    assert run("verify").output == "clean\n"
    assert run("generate", "--check").output == "nothing to generate\n"
    assert (run("check").output, run("check").exit_code) == ("", 0)
    assert run("check", "-v").output == "all promises hold\n"
    words = {line.split()[0]: line.split()[1:] for line in run("status").output.splitlines()[1:]}
    assert words["schema"][1:] == ["0", "0", "0"]

    admin.rows("ALTER PROCEDURE store.fail COMMENT 'by hand'")
    drift = run("verify")
    assert drift.exit_code == 1
    assert drift.output.startswith("changed procedure fail: was altered by hand")
    assert "by hand" in drift.output.splitlines()[-1] or "+" in drift.output
    assert "apply procedure fail" in run("apply", "--plan").output
    run("apply")
    assert run("verify").output == "clean\n"

    capfd.readouterr()
    assert run("shell", "-N", "-e", "SELECT CURRENT_USER(), DATABASE()").exit_code == 0
    assert capfd.readouterr().out.split() == ["store_owner@localhost", "store"]


def test_without_a_server(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_ADMIN_DATABASE_URL", "mysql://root:x@127.0.0.1:1/")
    failed = run("verify")
    assert failed.exit_code == 1
    assert "the database does not answer" in failed.output
    monkeypatch.delenv("STORE_ADMIN_DATABASE_URL")
    assert "STORE_ADMIN_DATABASE_URL is not set: run ./store up first" in run("apply").output


def test_an_error_is_told_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise MigrationError("no", file=Path("sql/a.sql"), line=3, statement="SELECT\n1")

    monkeypatch.setattr("ops.migrations.apply", broken)
    failed = run("apply")
    assert (failed.exit_code, failed.output) == (1, "Error: sql/a.sql:3: no\n    in: SELECT\n")
