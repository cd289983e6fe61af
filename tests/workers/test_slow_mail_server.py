"""A mail is sent again only where nobody can know whether it was taken: promise 7."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from tests.support.shop import Person, Shop, unique
from tests.workers.conftest import Start
from tests.workers.post_office import PostOffice
from tests.workers.slow_server import SlowServer, at_once, byte_by_byte, late, never
from tests.workers.test_mail import state

Eventually = Callable[..., None]
Setting = Callable[[str, int | str], None]
pytestmark = [pytest.mark.usefixtures("empty_queue"), pytest.mark.slow]
LEASE = 10


@pytest.fixture
def slow_server() -> Iterator[SlowServer]:
    """A server of the test's own."""
    with SlowServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def person(shop: Shop, setting: Setting) -> Person:
    """Somebody who is owed a mail, and a short lease."""
    setting("mail_lease_seconds", LEASE)
    setting("mail_retry_seconds", 1)
    return shop.register()


def seconds_of_lease_left(shop: Shop, person: Person) -> float:
    """How long the mail in hand is still its worker's."""
    found = shop.admin.value(
        "SELECT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), m.due_at) / 1000000 FROM mails AS m"
        " INNER JOIN events AS e USING (event_id) WHERE e.user_id = %s AND m.state = 'sending'",
        person.id,
    )
    return float(found or 0)


def test_a_late_answer_is_waited_for_and_nothing_is_sent_twice(
    shop: Shop, person: Person, worker: Start, slow_server: SlowServer, eventually: Eventually
) -> None:
    """Longer than any other exchange may take."""
    slow_server.answer = late(LEASE / 3)
    for _ in range(2):
        worker("mail", STORE_SMTP_PORT=str(slow_server.port))
    worker("clock")
    eventually(lambda: state(shop, person)["state"] == "sent", 2 * LEASE)
    assert state(shop, person)["attempts"] == 1
    assert len(slow_server.letters.all) == 1


@pytest.mark.parametrize("answer", [never, byte_by_byte])
def test_no_second_worker_takes_a_mail_that_a_first_one_still_waits_for(
    answer: Callable[..., None],
    shop: Shop,
    person: Person,
    worker: Start,
    slow_server: SlowServer,
    eventually: Eventually,
) -> None:
    """The first gives up before its lease ends; then the mail goes again, under the same id."""
    slow_server.answer = answer
    for _ in range(2):
        worker("mail", STORE_SMTP_PORT=str(slow_server.port))
    worker("clock")
    letters = slow_server.letters.all
    eventually(lambda: letters, LEASE)
    left = seconds_of_lease_left(shop, person)
    assert left > LEASE / 2
    slow_server.answer = at_once
    eventually(lambda: state(shop, person)["state"] == "sent", 3 * LEASE)
    assert state(shop, person)["attempts"] == 2
    first, second = letters
    assert first.message_id == second.message_id
    assert first.ended_at is not None
    assert first.ended_at < second.came_at, "two workers had the mail at once"
    assert LEASE / 3 < first.ended_at - first.came_at < left, "it gave up too early or too late"


def test_a_recipient_in_another_script_is_named_in_ascii(
    shop: Shop, worker: Start, post_office: PostOffice, eventually: Eventually
) -> None:
    """Whatever server takes it need not know SMTPUTF8."""
    email = f"{unique('ada')}@xn--bcher-kva.example"
    person = shop.register(email, name="Ада Байрон")
    worker("mail")
    eventually(lambda: state(shop, person)["state"] == "sent")
    assert len(post_office.to(email)) == 1
