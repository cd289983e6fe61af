"""The reports of an application in this process, on the real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import create_app
from core.config import Config
from tests.support import reports
from tests.support.reports import ReportFiles
from tests.support.shop import PASSWORD, Person, Shop

Client = Callable[[Person], "Caller"]


class Caller:
    """A signed-in client of the API."""

    def __init__(self, client: FlaskClient, token: str) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {token}"}

    def get(self, path: str, **query: Any) -> Any:
        """GET below /api/v1."""
        headers = {**self._headers, **query.pop("headers", {})}
        return self._client.get(f"/api/v1{path}", query_string=query, headers=headers)

    def post(self, path: str, body: Any = None) -> Any:
        """POST below /api/v1."""
        return self._client.post(f"/api/v1{path}", json=body, headers=self._headers)

    def patch(self, path: str, body: Any) -> Any:
        """PATCH below /api/v1."""
        return self._client.patch(f"/api/v1{path}", json=body, headers=self._headers)

    def delete(self, path: str) -> Any:
        """DELETE below /api/v1."""
        return self._client.delete(f"/api/v1{path}", headers=self._headers)


@pytest.fixture
def files(tmp_path: Path) -> ReportFiles:
    """Reports of this test's own."""
    return reports.made(tmp_path / "reports")


@pytest.fixture
def make_app(
    in_stack_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Flask]:
    """`make_app(STORE_X="y")`: an application with these settings."""

    def make(**settings: str) -> Flask:
        monkeypatch.setenv("STORE_RATE_LIMITS", "0")
        monkeypatch.setenv("STORE_EXPORT_DIR", str(tmp_path / "exports"))
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        return create_app(Config.from_environment())

    return make


@pytest.fixture
def sign_in() -> Iterator[Callable[[Flask, Person], Caller]]:
    """`sign_in(app, person)`: a client of this person."""

    def enter(app: Flask, person: Person) -> Caller:
        client = app.test_client(use_cookies=False)
        body = {"email": person.email, "password": PASSWORD}
        answer = client.post("/api/v1/users/login", json=body)
        assert answer.status_code == 200, answer.json
        body = answer.get_json()
        return Caller(client, body["access_token"])

    yield enter


@pytest.fixture
def setting(shop: Shop) -> Iterator[Callable[[str, int], None]]:
    """`setting("report_seconds", 1)`, before the application reads it: as long as the test runs."""
    before: dict[str, str] = {}
    write = "UPDATE settings SET value = %s WHERE setting_code = %s"

    def change(code: str, value: int) -> None:
        old = shop.admin.value("SELECT value FROM settings WHERE setting_code = %s", code)
        before.setdefault(code, str(old))
        shop.admin.execute(write, value, code)

    yield change
    for code, value in before.items():
        shop.admin.execute(write, value, code)


@pytest.fixture
def staff(
    make_app: Callable[..., Flask],
    sign_in: Callable[[Flask, Person], Caller],
    files: ReportFiles,
    shop: Shop,
) -> Caller:
    """An administrator, and the report `made`."""
    return sign_in(make_app(**files.env), shop.staff())


@pytest.fixture
def seller(
    make_app: Callable[..., Flask], sign_in: Callable[[Flask, Person], Caller], shop: Shop
) -> Caller:
    """An administrator, and the reports that are shipped."""
    return sign_in(make_app(), shop.staff())
