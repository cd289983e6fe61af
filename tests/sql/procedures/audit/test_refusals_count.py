"""refusals_count."""

from __future__ import annotations

import json

from tests.support.logins import refused
from tests.support.shop import Shop, unique


def counted(address: str, code: str, count: int) -> dict[str, object]:
    """One count of an API process."""
    return {"client_address": address, "subsystem": "identity", "code": code, "count": count}


def test_refusals_count(shop: Shop) -> None:
    session, address = shop.services["api"], unique()
    first = [counted(address, "not_found", 2), counted(address, "forbidden", 1)]
    again = [counted(address, "not_found", 3), counted(address, "not_found", 4)]
    for counts in (first, again, []):
        shop.api.call("refusals_count", session, json.dumps(counts))
    rows = shop.admin.rows(
        "SELECT problem_code AS code, SUM(refusals) AS refusals, COUNT(*) AS hours,"
        " MAX(hour_at) <= UTC_TIMESTAMP(6) AND MINUTE(MAX(hour_at)) = 0 AS is_this_hour"
        " FROM refusal_counts WHERE client_address = %s GROUP BY problem_code ORDER BY 1",
        address,
    )
    assert [(row["code"], row["refusals"]) for row in rows] == [("forbidden", 1), ("not_found", 9)]
    assert all(row["is_this_hour"] and row["hours"] in (1, 2) for row in rows)


def test_refusals_count__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("refusals_count", None, "[]")


def test_refusals_count__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.api.call("refusals_count", shop.customer().session, "[]")


def test_beyond_so_many_rows_clients_are_not_told_apart(shop: Shop) -> None:
    session, clients = shop.services["api"], [unique("client") for _ in range(3)]
    rows = "SELECT COUNT(*) FROM refusal_counts WHERE client_address IN (%s, %s, %s)"
    total = "SELECT COALESCE(SUM(refusals), 0) FROM refusal_counts WHERE client_address = ''"
    before = shop.admin.value(total)
    with shop.setting("refusal_rows_limit", "1"):
        for client in clients:
            shop.api.call("refusals_count", session, json.dumps([counted(client, "not_found", 2)]))
    assert shop.admin.value(rows, *clients) <= 1
    assert shop.admin.value(total) - before >= 4


def test_a_user_who_is_refused_again_and_again_fills_no_audit(shop: Shop) -> None:
    person = shop.customer()
    rows = "SELECT COUNT(*) FROM store_audit.entries WHERE kind = 'error' AND actor_id = %s"
    tries = "SELECT SUM(try_count) FROM tries WHERE who = CONCAT('user:', %s)"
    with shop.setting("refusal_user_limit", "5"):
        for _ in range(20):
            with refused("forbidden"):
                shop.api.call("refusals_count", person.session, "[]")
    # Once more where the hour has ended in between.
    assert shop.admin.value(rows, person.id) in (5, 10)
    assert shop.admin.value(tries, person.id) == 20
