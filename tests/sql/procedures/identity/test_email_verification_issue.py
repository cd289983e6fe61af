"""email_verification_issue."""

from __future__ import annotations

import hashlib
from uuid import uuid4

from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop, new_secret


def test_email_verification_issue(shop: Shop) -> None:
    person = shop.register()
    token = shop.verification_token(person)
    row = shop.admin.rows(
        "SELECT token_hash, expires_at > UTC_TIMESTAMP(6) AS is_young, used_at"
        " FROM email_verifications WHERE user_id = %s",
        person.id,
    )
    digest = hashlib.sha256(token.encode()).hexdigest()
    assert row == [{"token_hash": digest, "is_young": 1, "used_at": None}]


def test_email_verification_issue__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("email_verification_issue", None, 1, "lease", "0" * 64)


def test_email_verification_issue__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("email_verification_issue", shop.staff().session, 1, "lease", "0" * 64)


def test_email_verification_issue__lease_lost(shop: Shop) -> None:
    person = shop.register()
    shop.relay()
    mail = shop.admin.value(
        "SELECT m.mail_id FROM mails AS m INNER JOIN events AS e USING (event_id)"
        " WHERE e.user_id = %s",
        person.id,
    )
    digest = hashlib.sha256(new_secret().encode()).hexdigest()
    for mail_id, lease in ((mail, str(uuid4())), (mail, None), (NOBODY, None)):
        with refused("lease_lost"):
            shop.work("email_verification_issue", mail_id, lease, digest)
