"""Refusals of visitors are counted, and nothing is written for each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask

from api.http import refusals
from api.http.refusals import MOST_COUNTED, RefusalCounter
from core.db import Problem
from tests.api.caller import Caller, refused
from tests.support.shop import Shop


def test_visitors_and_unknown_addresses_are_counted(
    app: Flask, guest: Caller, customer: Caller, shop: Shop
) -> None:
    for _ in range(3):
        refused(guest.get("/orders"), "unauthenticated", 401)
    refused(guest.get("/no/such/address"), "not_found", 404)
    refused(customer.get("/no/such/address"), "not_found", 404)
    refused(customer.get("/mails"), "forbidden", 403)
    with app.app_context():
        refusals.counter().flush()
    for caller, counted in (
        (guest, {("audit", "not_found"): 1, ("orders", "unauthenticated"): 3}),
        (customer, {("audit", "not_found"): 1}),
    ):
        rows = shop.admin.rows(
            "SELECT subsystem_code, problem_code, refusals FROM refusal_counts"
            " WHERE client_address = %s",
            caller.client.environ_base["REMOTE_ADDR"],
        )
        found = {(row["subsystem_code"], row["problem_code"]): row["refusals"] for row in rows}
        assert found == counted


def test_memory_is_bounded_and_a_failed_report_is_made_up_for() -> None:
    reports: list[list[dict[str, Any]]] = []

    def report(rows: list[dict[str, Any]]) -> None:
        reports.append(rows)
        if len(reports) == 1:
            raise Problem("unavailable", 503)

    counter = RefusalCounter(report, seconds=3600)
    for number in range(MOST_COUNTED + 50):
        counter.add(f"198.51.100.{number}", "orders", "unauthenticated")
    counter.flush()
    counter.flush()
    assert len(reports[1]) == MOST_COUNTED + 1
    assert sum(row["count"] for row in reports[1]) == MOST_COUNTED + 50
    counter.flush()
    assert len(reports) == 2


def test_what_was_counted_is_reported_after_a_while(eventually: Callable[..., None]) -> None:
    reports: list[list[dict[str, Any]]] = []
    counter = RefusalCounter(reports.append, seconds=0.01)
    counter.add("198.51.100.1", "orders", "unauthenticated")
    eventually(lambda: reports)
    who, subsystem, code = ("198.51.100.1", "orders", "unauthenticated")
    counted = {"client_address": who, "subsystem": subsystem, "code": code, "count": 1}
    assert reports[0] == [counted]
