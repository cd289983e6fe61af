"""user_verification_resend."""

from __future__ import annotations

from tests.support.logins import refused
from tests.support.shop import Shop, new_client


def events(shop: Shop, user_id: int) -> list[str]:
    """What others must hear of a user."""
    rows = shop.admin.rows(
        "SELECT event_kind_code AS kind FROM events WHERE user_id = %s ORDER BY event_id", user_id
    )
    return [row["kind"] for row in rows]


def at_once(shop: Shop, seconds: int) -> None:
    """Set the least time between two mails."""
    shop.api.call(
        "setting_update", shop.staff().session, "verification_resend_seconds", str(seconds), None
    )


def test_user_verification_resend(shop: Shop) -> None:
    person = shop.register()
    shop.api.call("user_verification_resend", person.email, new_client())
    assert events(shop, person.id) == ["user_registered"], "the first mail is too young"
    at_once(shop, 0)
    try:
        shop.api.call("user_verification_resend", person.email, new_client())
    finally:
        at_once(shop, 60)
    assert events(shop, person.id) == ["user_registered", "verification_requested"]


def test_user_verification_resend_is_silent_about_who_is_there(shop: Shop) -> None:
    person = shop.customer()
    for email in (person.email, "nobody@example.com", None):
        assert shop.api.call("user_verification_resend", email, new_client()) == []
    assert events(shop, person.id) == ["user_registered"]


def test_whoever_is_no_longer_verified_gets_a_link(shop: Shop) -> None:
    person = shop.customer()
    shop.admin.execute("UPDATE users SET verified_at = NULL WHERE user_id = %s", person.id)
    assert events(shop, person.id) == ["user_registered", "verification_requested"]


def test_user_verification_resend__rate_limited(shop: Shop) -> None:
    client, people = new_client(), [shop.register() for _ in range(3)]
    at_once(shop, 0)
    try:
        with shop.setting("resend_client_limit", "2"):
            for person in people[:2]:
                shop.api.call("user_verification_resend", person.email, client)
            with refused("rate_limited"):
                shop.api.call("user_verification_resend", people[2].email, client)
    finally:
        at_once(shop, 60)
    told = [len(events(shop, person.id)) for person in people]
    assert told == [2, 2, 1]
