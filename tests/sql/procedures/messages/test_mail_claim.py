"""mail_claim."""

from __future__ import annotations

import json

from tests.support.shop import Shop, unique


def claim(shop: Shop, user_id: int) -> tuple[int, str]:
    """Lease everything that is due; the mail of this user and its lease."""
    token = unique("lease")
    mails = shop.work("mail_claim", token, 100000)
    owner = shop.admin.rows("SELECT mail_id FROM mails WHERE user_id = %s", user_id)
    mine = {row["mail_id"] for row in owner}
    return next(mail["mail_id"] for mail in mails if mail["mail_id"] in mine), token


def test_mail_claim(shop: Shop) -> None:
    order = shop.paid_order()
    mails = shop.work("mail_claim", unique("lease"), 100000)
    mine = [mail for mail in mails if mail["dedupe_key"].startswith(f"order/{order['id']}/")]
    assert [mail["mail_template_code"] for mail in mine] == ["order_placed", "order_paid"]
    assert json.loads(mine[1]["order_document"])["status"] == "paid"
    assert not shop.work("mail_claim", unique("lease"), 100000), "leased twice"


def test_mail_claim_takes_over_from_the_dead(shop: Shop) -> None:
    mail, _ = claim(shop, shop.register().id)
    for expected in (1, 1, 1, 1, 1, 1, 1, 0):
        shop.admin.execute("UPDATE mails SET due_at = UTC_TIMESTAMP(6) WHERE mail_id = %s", mail)
        found = shop.work("mail_claim", unique("lease"), 100000)
        assert len([row for row in found if row["mail_id"] == mail]) == expected
    assert shop.admin.value("SELECT state FROM mails WHERE mail_id = %s", mail) == "dead"
