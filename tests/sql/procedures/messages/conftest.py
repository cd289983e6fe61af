"""Mails in the hands of a worker."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.support.shop import Shop

ALL = 100000


@pytest.fixture
def claim(shop: Shop) -> Callable[[int], tuple[int, str]]:
    """`claim(user_id)`: lease everything that is due; the mail of this user and its lease."""

    def lease(user_id: int) -> tuple[int, str]:
        token = str(uuid4())
        shop.relay()
        mails = shop.work("mail_claim", token, ALL)
        owner = shop.admin.rows(
            "SELECT m.mail_id FROM mails AS m INNER JOIN events AS e USING (event_id)"
            " WHERE e.user_id = %s",
            user_id,
        )
        mine = {row["mail_id"] for row in owner}
        return next(mail["mail_id"] for mail in mails if mail["mail_id"] in mine), token

    return lease


@pytest.fixture
def mail_state(shop: Shop) -> Callable[[int], str]:
    """`mail_state(mail_id)`: how far a mail is."""

    def read(mail_id: int) -> str:
        return str(shop.admin.value("SELECT state FROM mails WHERE mail_id = %s", mail_id))

    return read
