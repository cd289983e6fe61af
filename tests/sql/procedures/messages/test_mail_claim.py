"""mail_claim."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.sql.procedures.messages.conftest import ALL
from tests.support.logins import Login, refused
from tests.support.shop import Shop

BACKLOG = 20_000
BATCH = 25


def test_mail_claim__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("mail_claim", None, "lease", 1)


def test_mail_claim__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("mail_claim", shop.staff().session, "lease", 1)


def test_mail_claim(shop: Shop) -> None:
    order = shop.paid_order()
    shop.relay()
    mails = shop.work("mail_claim", str(uuid4()), ALL)
    mine = [
        (mail["mail_template_code"], json.loads(mail["order_document"]))
        for mail in mails
        if mail["order_document"] and json.loads(mail["order_document"])["id"] == order["id"]
    ]
    assert [template for template, _ in mine] == ["order_placed", "order_paid"]
    assert mine[1][1]["status"] == "paid"
    assert not shop.work("mail_claim", str(uuid4()), ALL), "leased twice"


def test_a_claimed_mail_tells_all_that_it_is_made_of(shop: Shop) -> None:
    person = shop.register()
    shop.relay()
    mails = shop.work("mail_claim", str(uuid4()), ALL)
    mail = next(row for row in mails if row["email"] == person.email)
    assert mail["message_key"].endswith(f"/{person.email}")
    assert (mail["name"], mail["language_code"]) == ("Ada Byron", "en")
    assert (mail["needs_token"], mail["order_document"]) == (1, None)
    assert json.loads(mail["texts"])["en"]["subject"]


@pytest.fixture(scope="module")
def backlog(shop: Shop) -> Iterator[None]:
    """So many mails that wait, one after the other."""
    person = shop.customer()
    digits = "(SELECT 0 AS d" + "".join(f" UNION ALL SELECT {d}" for d in range(1, 10)) + ")"
    numbers = ", ".join(f"{digits} AS {name}" for name in "abcde")
    shop.admin.execute(
        "INSERT INTO events (event_kind_code, user_id) SELECT 'verification_requested', %s"
        f" FROM {numbers} WHERE e.d < {BACKLOG // 10_000}",
        person.id,
    )
    shop.work("events_relay", BACKLOG + ALL)
    yield
    # Others claim all that waits: this is not for them.
    shop.admin.execute(
        "UPDATE mails SET state = 'dead', lease_token = NULL"
        " WHERE recipient = %s AND state IN ('queued', 'sending')",
        person.email,
    )


def effort(login: Login) -> dict[str, int]:
    """What this connection has read, sorted and written so far."""
    rows = login.rows(
        "SHOW SESSION STATUS WHERE Variable_name LIKE 'Handler_read%'"
        " OR Variable_name IN ('Handler_update', 'Sort_rows', 'Sort_scan', 'Sort_range')"
    )
    return {row["Variable_name"]: int(row["Value"]) for row in rows}


@pytest.mark.usefixtures("backlog")
def test_a_claim_out_of_a_backlog_costs_what_it_takes(shop: Shop) -> None:
    shop.work("mail_claim", str(uuid4()), BATCH)
    idle, before = effort(shop.worker), effort(shop.worker)
    mails = shop.work("mail_claim", str(uuid4()), BATCH)
    # Asking costs something, too.
    spent = {
        name: count - before[name] - (before[name] - idle[name])
        for name, count in effort(shop.worker).items()
    }
    assert len(mails) == BATCH
    reads = sum(count for name, count in spent.items() if name.startswith("Handler_read"))
    assert reads < BATCH * 40, spent
    assert spent["Handler_update"] <= BATCH * 2, spent
    # The answer is put in order, the backlog is not.
    assert spent["Sort_rows"] <= BATCH * 2, spent


@pytest.mark.usefixtures("backlog")
def test_a_claim_waits_for_nobody_who_has_the_rest_of_the_backlog(
    shop: Shop, login: Callable[..., Login]
) -> None:
    other = login("admin")
    other.execute("START TRANSACTION")
    newest = "SELECT mail_id FROM mails WHERE state = 'queued' ORDER BY due_at DESC LIMIT 5000"
    other.rows(f"SELECT COUNT(*) FROM mails INNER JOIN ({newest}) AS n USING (mail_id) FOR UPDATE")
    shop.worker.execute("SET SESSION innodb_lock_wait_timeout = 2")
    try:
        assert len(shop.work("mail_claim", str(uuid4()), BATCH)) == BATCH
    finally:
        shop.worker.execute("SET SESSION innodb_lock_wait_timeout = DEFAULT")
        other.execute("ROLLBACK")


@pytest.mark.usefixtures("backlog")
def test_workers_who_claim_at_once_share_no_mail(shop: Shop, login: Callable[..., Login]) -> None:
    workers = [login("worker") for _ in range(4)]

    def claim(worker: Login) -> list[int]:
        session, found = shop.services["worker"], []
        for _ in range(10):
            mails = worker.call("mail_claim", session, str(uuid4()), BATCH)
            found += [mail["mail_id"] for mail in mails]
        return found

    with ThreadPoolExecutor(len(workers)) as pool:
        claimed = [mail for found in pool.map(claim, workers) for mail in found]
    assert len(claimed) == len(set(claimed)) == len(workers) * 10 * BATCH
