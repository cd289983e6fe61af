"""What every request has: an id, safe headers, a log line, problems in one form."""

from __future__ import annotations

import json
import logging
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from api import create_app
from api.services import services
from core.config import Config
from core.log import JsonLines
from tests.api.caller import BASE, Caller, refused
from tests.support.logins import Login
from tests.support.shop import PASSWORD, Shop


def test_a_sane_request_id_is_kept_and_others_are_not(guest: Caller) -> None:
    kept = guest.get("/health", {"X-Request-Id": "trace-1234567"})
    assert kept.headers["X-Request-Id"] == "trace-1234567"
    for odd in ("x", "a b c d e f", "x" * 65, "<script>alert(1)</script>"):
        given = guest.get("/health", {"X-Request-Id": odd}).headers["X-Request-Id"]
        assert given != odd
        assert len(given) == 16


def test_every_answer_has_safe_headers(guest: Caller) -> None:
    for path in ("/health", "/no/such/address", "/orders", "/docs"):
        headers = guest.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Request-Id"]


def test_unknown_url__not_found(customer: Caller) -> None:
    refused(customer.get("/no/such/address"), "not_found", 404)


def test_wrong_method__method_not_allowed(guest: Caller) -> None:
    answer = guest.delete("/products")
    refused(answer, "method_not_allowed", 405)
    assert "GET" in answer.headers["Allow"]


def test_too_large__payload_too_large(guest: Caller) -> None:
    body = {"email": "x" * 1_100_000, "password": "x"}
    refused(guest.post("/users/login", body), "payload_too_large", 413)


def test_a_call_without_a_body_takes_none__validation_failed(customer: Caller, shop: Shop) -> None:
    path = f"/orders/{shop.order(customer.person)['id']}/cancel"
    answer = customer.post(path, {"reason": "none"})
    refused(answer, "validation_failed", 422, "body")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b'{"\\ud800": 1}', "\ufffd"),
        (b'{"email": "a\\ud83d", "password": "x"}', "email"),
        (b'{"email": {"a": ["\\udfff"]}, "password": "x"}', "email.a.0"),
        (b'"\\ud800"', "body"),
        (b'{"a":' * 500 + b'"\\ud800"' + b"}" * 500, ".".join("a" * 500)),
    ],
)
def test_half_a_character_is_named_wherever_it_stands__validation_failed(
    body: bytes, field: str, guest: Caller
) -> None:
    answer = guest.client.post(f"{BASE}/users/login", data=body, content_type="application/json")
    refused(answer, "validation_failed", 422, field)
    signs = b"no%ED%A0%80such=1"
    refused(guest.get(f"/products?{signs.decode()}"), "validation_failed", 422)


def test_a_failure_is_logged_whatever_the_client_sent() -> None:
    record = logging.LogRecord("test", logging.ERROR, "", 0, "unexpected", (), None)
    try:
        raise ValueError("a\ud800b")
    except ValueError:
        record.exc_info = sys.exc_info()
    assert "ud800" in json.loads(JsonLines(dict).format(record))["traceback"]


def test_the_log_has_one_line_a_request_and_no_secret(
    guest: Caller, shop: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    person = shop.customer()
    capsys.readouterr()
    body = {"email": person.email, "password": PASSWORD}
    login = guest.post("/users/login?token=told-to-nobody", body)
    assert login.status_code == 422
    login = guest.post("/users/login", body)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["status"] for line in lines] == [422, 200]
    assert lines[1]["calls"] == ["credential_read", "session_open"]
    assert {"time", "method", "path", "ms", "request_id"} <= set(lines[1])
    written = json.dumps(lines)
    for secret in (PASSWORD, "told-to-nobody", login.get_json()["access_token"]):
        assert secret not in written


def test_a_failure_tells_no_internals__internal_error(
    app: Flask,
    guest: Caller,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with app.app_context():
        db = services().db
    monkeypatch.setattr(db, "rows", lambda *_, **__: 1 / 0)
    answer = guest.get("/countries")
    refused(answer, "internal_error", 500)
    assert "ZeroDivision" not in answer.text
    assert "ZeroDivisionError" in caplog.text


def test_database_away__unavailable(config: Config) -> None:
    away = replace(config, api_database_url="mysql://api_login:x@127.0.0.1:1/store")
    caller = Caller(create_app(away))
    refused(caller.get("/countries"), "unavailable", 503)
    assert caller.get("/health").status_code == 200
    ready = caller.get("/ready")
    assert ready.status_code == 503
    assert ready.get_json()["checks"]["database"] is False
    assert ready.headers["Retry-After"]
    refused(caller.get("/no/such/address"), "not_found", 404)


def test_redis_away_is_told_by_ready_and_nothing_else(config: Config) -> None:
    """The shop serves without it, so whoever sends it work goes on."""
    caller = Caller(create_app(replace(config, redis_url="redis://127.0.0.1:1/0")))
    ready = caller.get("/ready")
    assert (ready.status_code, ready.get_json()["status"]) == (200, "degraded")
    assert any("Redis" in warning for warning in ready.get_json()["warnings"])
    assert ready.get_json()["checks"] == {
        "database": True,
        "migrations": True,
        "time_zones": True,
        "redis": False,
    }
    assert caller.get("/products").status_code == 200


def test_ready_when_everything_is_there(guest: Caller) -> None:
    assert guest.get("/ready").get_json()["status"] == "ready"


def test_not_ready_on_a_schema_older_than_the_code(config: Config, tmp_path: Path) -> None:
    """The code knows a file that was never applied to this server."""
    copy = tmp_path / "sql"
    shutil.copytree(config.sql_dir, copy)
    (copy / "views" / "of_tomorrow.sql").write_text("CREATE VIEW of_tomorrow AS SELECT 1 AS a;")
    ready = Caller(create_app(replace(config, sql_dir=copy))).get("/ready")
    assert (ready.status_code, ready.get_json()["status"]) == (503, "not_ready")
    assert ready.get_json()["checks"]["migrations"] is False


def test_ready_on_a_schema_newer_than_the_code(guest: Caller, as_admin: Login) -> None:
    """What was applied once is there, whatever came after it: old processes serve on."""
    as_admin.execute("INSERT INTO store_migrations.runs (tree_checksum) VALUES ('newer')")
    try:
        assert guest.get("/ready").status_code == 200
    finally:
        as_admin.execute("DELETE FROM store_migrations.runs WHERE tree_checksum = 'newer'")
