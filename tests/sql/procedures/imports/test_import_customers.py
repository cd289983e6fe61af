"""import_customers: customers without a password, whom nobody writes to."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.sql.procedures.imports.conftest import Source
from tests.support.logins import Login, SqlError, refused
from tests.support.shop import Shop


def test_import_customers_owes_no_mail(source: Source, as_admin: Login) -> None:
    source.stage("customers", source.people)
    assert source.take("import_customers") == {"imported": 1}
    row = as_admin.rows(
        "SELECT u.is_imported, u.verified_at, c.user_id AS credential, r.role_code, e.event_id"
        " FROM store.users AS u LEFT JOIN store.user_credentials AS c USING (user_id)"
        " LEFT JOIN store.user_roles AS r USING (user_id)"
        " LEFT JOIN store.events AS e USING (user_id) WHERE u.email = %s",
        source.email,
    )
    assert row == [
        {
            "is_imported": 1,
            "verified_at": None,
            "credential": None,
            "role_code": "customer",
            "event_id": None,
        }
    ]


def test_import_customers_keeps_date_and_address(source: Source, as_admin: Login) -> None:
    address = {"line1": "1 Long Lane", "city": "Sofia", "postal_code": "1000"}
    person = {
        **source.people[0],
        "registered": "2017-07-01T12:00:00",
        "verified": True,
        "address": address,
    }
    source.stage("customers", [person])
    source.take("import_customers")
    rows = as_admin.rows(
        "SELECT u.created_at, u.verified_at, a.line1, a.city, a.name FROM store.users AS u"
        " INNER JOIN store.addresses AS a USING (user_id) WHERE u.email = %s",
        source.email,
    )
    moment = datetime(2017, 7, 1, 9, 0)
    assert rows == [
        {
            "created_at": moment,
            "verified_at": moment,
            "line1": "1 Long Lane",
            "city": "Sofia",
            "name": "Ada Byron",
        }
    ]


def test_import_customers_leaves_who_is_there_alone(history: Source, as_admin: Login) -> None:
    history.stage("customers", [{**history.people[0], "name": "Somebody Else"}])
    assert history.take("import_customers") == {"imported": 0}
    query = "SELECT name FROM store.users WHERE email = %s"
    assert as_admin.value(query, history.email) == "Ada Byron"


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"country": "XX"}, "fk_users__countries"),
        ({"name": "  "}, "ck_users__name"),
        ({"phone": "0888"}, "ck_users__phone"),
        ({"email": "nobody"}, "ck_users__email"),
    ],
)
def test_import_customers__validation_failed(
    source: Source, as_admin: Login, change: dict[str, str], constraint: str
) -> None:
    source.stage("customers", [{**source.people[0], **change}])
    with pytest.raises(SqlError, match=constraint):
        source.take("import_customers")
    query = "SELECT public_code FROM store.problems WHERE problem_code = %s"
    assert as_admin.value(query, constraint) == "validation_failed"


def test_import_customers__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("import_customers", None, "x", 1)


def test_import_customers__forbidden(shop: Shop) -> None:
    for kind in ("worker", "clock"):
        with refused("forbidden"):
            shop.worker.call("import_customers", shop.services[kind], "x", 1)
