"""The relay on a real queue and a real SMTP server."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest

from ops.local.servers.base import free_port
from tests.support.shop import Person, Shop
from tests.support.stack import Stack
from tests.workers.conftest import Start
from tests.workers.post_office import ACCEPTED, PostOffice

Eventually = Callable[..., None]
Setting = Callable[[str, int | str], None]
pytestmark = [pytest.mark.usefixtures("empty_queue")]


def state(shop: Shop, person: Person) -> dict[str, Any]:
    """What has become of the first event of a person, and of its mail."""
    return shop.admin.rows(
        "SELECT COALESCE(m.state, 'event') AS state, COALESCE(m.attempts, 0) AS attempts,"
        " m.last_error FROM events AS e LEFT JOIN mails AS m ON e.event_id = m.event_id"
        " WHERE e.user_id = %s ORDER BY e.event_id LIMIT 1",
        person.id,
    )[0]


def end_leases(shop: Shop) -> None:
    """As if the time of a lease had passed."""
    shop.admin.execute("UPDATE mails SET due_at = UTC_TIMESTAMP(6) WHERE state = 'sending'")


def test_mails_of_an_order_arrive(
    shop: Shop, worker: Start, post_office: PostOffice, eventually: Eventually
) -> None:
    """Verification, order placed, order paid: one mail each, and the rows say sent."""
    buyer = shop.customer()
    order = shop.paid_order(buyer)
    worker("mail")
    eventually(lambda: len(post_office.to(buyer.email)) == 3)
    subjects = {str(mail["Subject"]) for mail in post_office.to(buyer.email)}
    assert subjects == {
        "Verify your e-mail address",
        f"Your order {order['number']}",
        f"Payment received for order {order['number']}",
    }
    eventually(lambda: state(shop, buyer)["state"] == "sent")


def test_the_link_of_a_mail_verifies_its_reader(
    shop: Shop, worker: Start, post_office: PostOffice, eventually: Eventually
) -> None:
    """The secret is in the mail and nowhere else: the database keeps its hash."""
    person = shop.register()
    worker("mail")
    eventually(lambda: len(post_office.to(person.email)) == 1)
    body = post_office.to(person.email)[0].get_body(("plain",))
    assert body is not None
    found = re.search(r"token=([0-9a-f]{64})", body.get_content())
    assert found is not None
    assert shop.api.call("user_verify", found[1])[0]["id"] == person.id


def test_an_event_without_a_mail_is_passed_on(
    shop: Shop, worker: Start, post_office: PostOffice, eventually: Eventually
) -> None:
    """What owes nobody a mail does not wait for ever."""
    order = shop.paid_order()
    query = "SELECT COUNT(*) FROM events WHERE order_id = %s AND relay_no IS NULL"
    assert shop.admin.value(query, order["id"]) == 2
    worker("mail")
    eventually(lambda: shop.admin.value(query, order["id"]) == 0)


def test_a_temporary_refusal_is_tried_again(
    shop: Shop, worker: Start, post_office: PostOffice, eventually: Eventually, setting: Setting
) -> None:
    """4xx: the mail waits, says why, and goes later."""
    setting("mail_retry_seconds", 1)
    answers = iter(["451 Come back later"])
    post_office.answer = lambda _: next(answers, ACCEPTED)
    person = shop.register()
    worker("mail")
    eventually(lambda: state(shop, person)["last_error"] == "451 Come back later")
    worker("clock")
    eventually(lambda: state(shop, person)["state"] == "sent", 20)
    assert state(shop, person)["attempts"] == 2
    assert len(post_office.to(person.email)) == 1


def test_a_final_refusal_is_a_dead_letter(
    shop: Shop, worker: Start, post_office: PostOffice, eventually: Eventually
) -> None:
    """5xx: nobody tries again, staff see why and may send it once more."""
    post_office.answer = lambda _: "554 No such person"
    person = shop.register()
    worker("mail")
    eventually(lambda: state(shop, person)["state"] == "dead")
    assert state(shop, person)["last_error"] == "554 No such person"
    assert state(shop, person)["attempts"] == 1


def test_a_broken_template_is_a_dead_letter(
    shop: Shop, worker: Start, post_office: PostOffice, eventually: Eventually
) -> None:
    """One mail that cannot be written does not hold up the others."""
    texts = shop.admin.value(
        "SELECT texts FROM mail_templates WHERE mail_template_code = 'email_verification'"
    )
    person = shop.register()
    update = "UPDATE mail_templates SET texts = %s WHERE mail_template_code = 'email_verification'"
    shop.admin.execute(update, texts.replace("{{ name }}", "{{ nobody }}"))
    try:
        worker("mail")
        eventually(lambda: state(shop, person)["state"] == "dead")
    finally:
        shop.admin.execute(update, texts)
    assert "'nobody' is undefined" in state(shop, person)["last_error"]


def test_without_a_mail_server_no_try_is_lost(
    shop: Shop, worker: Start, post_office: PostOffice, eventually: Eventually
) -> None:
    """While nobody takes mails they wait untouched; then they go."""
    person = shop.register()
    away = worker("mail", STORE_SMTP_PORT=str(free_port()))
    with pytest.raises(AssertionError):
        eventually(lambda: state(shop, person)["attempts"], 2)
    away.terminate()
    away.wait(20)
    worker("mail")
    eventually(lambda: state(shop, person)["state"] == "sent")
    assert state(shop, person)["attempts"] == 1


@pytest.mark.slow
def test_mails_arrive_without_redis(
    shop: Shop, worker: Start, post_office: PostOffice, eventually: Eventually
) -> None:
    """A worker whom nobody can wake looks for itself."""
    worker("mail", STORE_REDIS_URL=f"redis://127.0.0.1:{free_port()}/0")
    person = shop.register()
    eventually(lambda: state(shop, person)["state"] == "sent", 20)
    assert len(post_office.to(person.email)) == 1


@pytest.mark.slow
def test_mails_arrive_though_redis_is_emptied(
    shop: Shop, stack: Stack, worker: Start, post_office: PostOffice, eventually: Eventually
) -> None:
    """What Redis forgets the clock knows from the rows."""
    import redis

    worker("mail")
    worker("clock")
    client = redis.Redis.from_url(stack.redis.url)
    people = []
    for _ in range(5):
        people.append(shop.register())
        client.flushall()
    eventually(lambda: all(state(shop, each)["state"] == "sent" for each in people), 30)
    assert [len(post_office.to(each.email)) for each in people] == [1] * 5


@pytest.mark.faults
def test_killed_between_250_and_commit(
    shop: Shop, worker: Start, post_office: PostOffice, eventually: Eventually
) -> None:
    """The one window: the mail comes once more, under the same Message-ID, and never again."""
    person = shop.register()
    doomed = worker("mail")

    def kill(mail: EmailMessage) -> str:
        post_office.answer = lambda _: ACCEPTED
        os.kill(doomed.pid, signal.SIGKILL)
        doomed.wait()
        return ACCEPTED

    post_office.answer = kill
    eventually(lambda: doomed.poll() is not None)
    assert state(shop, person)["state"] == "sending"
    end_leases(shop)
    worker("mail")
    worker("clock")
    eventually(lambda: state(shop, person)["state"] == "sent", 20)
    mails = post_office.to(person.email)
    assert len(mails) == 2
    assert mails[0]["Message-ID"] == mails[1]["Message-ID"]


@pytest.mark.faults
def test_kills_at_random_lose_nothing(
    shop: Shop, worker: Start, post_office: PostOffice, eventually: Eventually, setting: Setting
) -> None:
    """Workers that die again and again: every mail arrives, none under two ids."""
    setting("mail_attempts", 50)
    people = [shop.register() for _ in range(40)]
    worker("clock")
    for round_number in range(5):
        doomed = worker("mail")
        wanted = 5 * (round_number + 1)
        eventually(lambda wanted=wanted: len(post_office.mails) >= wanted, 20)
        doomed.kill()
        doomed.wait()
        end_leases(shop)
    worker("mail")
    eventually(lambda: all(state(shop, each)["state"] == "sent" for each in people), 40)
    for person in people:
        assert len({mail["Message-ID"] for mail in post_office.to(person.email)}) == 1


def test_sigterm_finishes_the_mail_in_hand(
    shop: Shop, worker: Start, post_office: PostOffice, eventually: Eventually
) -> None:
    """A worker that is asked to stop says what became of its mail, and ends with 0."""
    person = shop.register()
    process = worker("mail")

    def stop(mail: EmailMessage) -> str:
        process.terminate()
        return ACCEPTED

    post_office.answer = stop
    assert process.wait(20) == 0
    assert state(shop, person)["state"] == "sent"
