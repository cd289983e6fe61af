"""Whoever goes away while a report is read takes the query along."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.config import BASE
from tests.support import reports
from tests.support.logins import Login
from tests.support.reports import QUERY
from tests.support.served import Served, serving
from tests.support.shop import PASSWORD, Shop

RUNNING = (
    "SELECT COUNT(*) FROM information_schema.processlist"
    " WHERE user = 'report_login' AND info LIKE '%%gone_away%%'"
)


@pytest.fixture
def served(stack_env: dict[str, str], tmp_path: Path) -> Iterator[Served]:
    """The API under its real server, with a report that takes a minute."""
    files = reports.made(tmp_path / "reports")
    slow = "number < :rows AND 'gone_away' <> '' AND SLEEP(0.5) = 0"
    files.query("made", QUERY.replace("WHERE number < :rows", f"WHERE {slow}"))
    settings = {**stack_env, **files.env, "STORE_RATE_LIMITS": "0"}
    with serving(settings, tmp_path / "requests.log") as running:
        yield running


@pytest.mark.parametrize("rows", ["rows", "rows.csv"])
def test_the_query_of_a_client_that_has_gone_is_ended(
    served: Served, shop: Shop, as_admin: Login, eventually: Callable[..., None], rows: str
) -> None:
    body = json.dumps({"email": shop.staff().email, "password": PASSWORD})
    status, said = served.ask("POST", "/users/login", body)
    assert status == 200
    token = json.loads(said)["access_token"]
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    path = f"{BASE}/reports/made/{rows}?rows=100"
    connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
    eventually(lambda: as_admin.value(RUNNING) == 1)
    connection.close()
    eventually(lambda: as_admin.value(RUNNING) == 0, 5)
    # The API goes on as if nothing had been.
    assert served.get("/health")[0] == 200
