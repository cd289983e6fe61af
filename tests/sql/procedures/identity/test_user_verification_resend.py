"""user_verification_resend."""

from __future__ import annotations

from tests.support.shop import Shop


def mails(shop: Shop, user_id: int) -> int:
    """How many mails a user was sent."""
    return int(shop.admin.value("SELECT COUNT(*) FROM mails WHERE user_id = %s", user_id))


def test_user_verification_resend(shop: Shop) -> None:
    person = shop.register()
    shop.api.call("user_verification_resend", person.email)
    assert mails(shop, person.id) == 1, "the first mail is too young"
    shop.admin.execute(
        "UPDATE email_verifications SET created_at = created_at - INTERVAL 1 HOUR"
        " WHERE user_id = %s",
        person.id,
    )
    shop.api.call("user_verification_resend", person.email.upper())
    assert mails(shop, person.id) == 2


def test_user_verification_resend_is_silent_about_who_is_there(shop: Shop) -> None:
    person = shop.customer()
    for email in (person.email, "nobody@example.com"):
        assert shop.api.call("user_verification_resend", email) == []
    assert mails(shop, person.id) == 1
