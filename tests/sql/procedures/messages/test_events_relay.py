"""events_relay."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.logins import Login, SqlError, refused
from tests.support.shop import Shop, unique

ROUNDS = 40


def waiting(shop: Shop) -> int:
    """Events that nobody has passed on."""
    return int(shop.admin.value("SELECT COUNT(*) FROM events WHERE relay_no IS NULL"))


def dense(shop: Shop) -> bool:
    """Whether the numbers of the relay have no gaps."""
    query = "SELECT MAX(relay_no) = COUNT(relay_no) FROM events"
    return bool(shop.admin.value(query))


def mails_of(shop: Shop, user_id: int) -> int:
    """The mails that a user was owed."""
    return int(
        shop.admin.value(
            "SELECT COUNT(*) FROM mails INNER JOIN events USING (event_id) WHERE user_id = %s",
            user_id,
        )
    )


def ask(shop: Shop, user_id: int, times: int) -> None:
    """So many events of a user."""
    for _ in range(times):
        shop.admin.execute(
            "INSERT INTO events (event_kind_code, user_id) VALUES ('verification_requested', %s)",
            user_id,
        )


def test_events_relay__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("events_relay", None, 1)


def test_events_relay__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("events_relay", shop.staff().session, 1)


def test_events_relay_numbers_each_event_once_and_owes_its_mail(
    shop: Shop, checks_are_silent: Callable[[], None]
) -> None:
    shop.relay()
    person = shop.register()
    assert shop.work("events_relay", 10) == [{"relayed": 1}]
    assert shop.work("events_relay", 10) == [{"relayed": 0}]
    assert mails_of(shop, person.id) == 1
    checks_are_silent()


def test_events_relay_takes_no_more_than_its_batch(shop: Shop) -> None:
    shop.relay()
    ask(shop, shop.customer().id, 4)
    assert [shop.work("events_relay", 2)[0]["relayed"] for _ in range(4)] == [2, 2, 1, 0]


def test_two_relays_at_once_pass_each_event_on_once(
    shop: Shop, login: Callable[..., Login], checks_are_silent: Callable[[], None]
) -> None:
    person = shop.customer()
    shop.relay()
    relays, writers = [login("worker") for _ in range(2)], [login("admin") for _ in range(2)]

    def write(writer: Login) -> int:
        for _ in range(ROUNDS):
            writer.execute(
                "INSERT INTO events (event_kind_code, user_id)"
                " VALUES ('verification_requested', %s)",
                person.id,
            )
        return 0

    def relay(worker: Login) -> int:
        rounds = range(ROUNDS)
        session = shop.services["worker"]
        return sum(worker.call("events_relay", session, 7)[0]["relayed"] for _ in rounds)

    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(write, writer) for writer in writers]
        jobs += [pool.submit(relay, worker) for worker in relays]
        passed_on = sum(job.result() for job in jobs)
    while count := shop.work("events_relay", 100)[0]["relayed"]:
        passed_on += count
    assert passed_on == 2 * ROUNDS
    assert dense(shop) and mails_of(shop, person.id) == 2 * ROUNDS + 1
    checks_are_silent()


def test_a_relay_leaves_out_what_is_not_committed_and_takes_it_later(
    shop: Shop, login: Callable[..., Login]
) -> None:
    person, writer = shop.customer(), login("admin")
    shop.relay()
    writer.execute("START TRANSACTION")
    ask_by = "INSERT INTO events (event_kind_code, user_id) VALUES ('verification_requested', %s)"
    writer.execute(ask_by, person.id)
    ask(shop, person.id, 2)
    assert shop.work("events_relay", 10) == [{"relayed": 2}]
    writer.execute("COMMIT")
    assert shop.work("events_relay", 10) == [{"relayed": 1}]
    assert dense(shop)


def test_a_relay_that_is_killed_half_way_has_done_nothing(
    shop: Shop,
    login: Callable[..., Login],
    eventually: Callable[..., None],
    checks_are_silent: Callable[[], None],
) -> None:
    person, holder, relay = shop.customer(), login("admin"), login("worker")
    shop.relay()
    ask(shop, person.id, 3)
    # The relay has numbered the events and waits for the user of a mail that it owes.
    holder.execute("START TRANSACTION")
    holder.execute("LOCK TABLES mails WRITE")
    relay_id = relay.value("SELECT CONNECTION_ID()")
    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(relay.call, "events_relay", shop.services["worker"], 10)
        is_waiting = (
            "SELECT COUNT(*) FROM information_schema.processlist"
            " WHERE id = %s AND state LIKE 'Waiting for%%'"
        )
        eventually(lambda: shop.admin.value(is_waiting, relay_id))
        shop.admin.execute(f"KILL {relay_id}")
        with pytest.raises(SqlError):
            job.result()
    holder.execute("UNLOCK TABLES")
    assert waiting(shop) == 3
    assert shop.work("events_relay", 10) == [{"relayed": 3}]
    assert mails_of(shop, person.id) == 4
    checks_are_silent()


def test_the_relay_alone_numbers_events(shop: Shop, as_owner: Login) -> None:
    shop.relay()
    person = shop.register()
    for change in ("relay_no = 1000000", "happened_at = '2020-01-01'", "user_id = 1"):
        with pytest.raises(SqlError) as caught:
            as_owner.execute(f"UPDATE events SET {change} WHERE user_id = %s", person.id)
        assert caught.value.code in ("derived_value", "row_kept")


def test_an_event_owes_one_mail_whatever_address_its_user_has_by_now(
    shop: Shop, as_owner: Login
) -> None:
    person = shop.register()
    shop.relay()
    insert = (
        "INSERT INTO mails (event_id, recipient, mail_template_code)"
        " SELECT event_id, %s, 'email_verification' FROM events WHERE user_id = %s"
    )
    with pytest.raises(SqlError, match="uq_mails__event_id"):
        as_owner.execute(insert, person.email, person.id)
    other = f"{unique('moved')}@example.com"
    with refused("derived_value"):
        as_owner.execute(insert, other, person.id)
    as_owner.execute("UPDATE users SET email = %s WHERE user_id = %s", other, person.id)
    with pytest.raises(SqlError, match="uq_mails__event_id"):
        as_owner.execute(insert, other, person.id)


def test_whoever_registers_is_one_event(shop: Shop) -> None:
    person = shop.register()
    found = shop.admin.rows("SELECT event_kind_code FROM events WHERE user_id = %s", person.id)
    assert found == [{"event_kind_code": "user_registered"}]
