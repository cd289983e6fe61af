"""session_refresh."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.support.logins import Login, refused
from tests.support.shop import Person, Shop, new_secret


def open_session(shop: Shop, person: Person) -> tuple[str, str]:
    """The access and the refresh secret of a new session."""
    refresh = new_secret()
    return shop.log_in(person.email, refresh), refresh


def renew(shop: Shop, refresh: str | None) -> tuple[str, str]:
    """A new pair for a refresh secret."""
    access, renewed = new_secret(), new_secret()
    shop.api.call("session_refresh", refresh, access, renewed)
    return access, renewed


def acts(shop: Shop, person: Person, access: str) -> None:
    """The secret acts for this person."""
    shop.api.call("profile_update", access, '{"name": "Grace"}')
    found = "SELECT user_id FROM session_actors WHERE secret_hash = UNHEX(SHA2(%s, 256))"
    assert shop.api.value(found, access) == person.id


def test_session_refresh(shop: Shop) -> None:
    person = shop.customer()
    first, refresh = open_session(shop, person)
    second, renewed = renew(shop, refresh)
    third, _ = renew(shop, renewed)
    for access in (first, second, third):
        acts(shop, person, access)


def test_a_secret_just_spent_gives_another_pair(shop: Shop) -> None:
    person = shop.customer()
    _, refresh = open_session(shop, person)
    for access, renewed in (renew(shop, refresh), renew(shop, refresh)):
        acts(shop, person, access)
        acts(shop, person, renew(shop, renewed)[0])


def test_session_refresh__unauthenticated(shop: Shop) -> None:
    person = shop.customer()
    access, _ = open_session(shop, person)
    for secret in (new_secret(), access, "", None):
        with refused("unauthenticated"):
            renew(shop, secret)


def test_session_refresh__unauthenticated_ends_the_family_of_a_copied_secret(shop: Shop) -> None:
    person = shop.customer()
    access, _ = open_session(shop, person)
    other, _ = open_session(shop, person)
    session = shop.admin.value(
        "SELECT session_id FROM session_actors WHERE secret_hash = UNHEX(SHA2(%s, 256))", access
    )
    copied, young = new_secret(), new_secret()
    # A secret that was spent an hour ago; what is spent never changes, so it comes like that.
    for secret, spent in ((copied, "UTC_TIMESTAMP(6) - INTERVAL 1 HOUR"), (young, "NULL")):
        shop.admin.execute(
            "INSERT INTO session_secrets"
            " (secret_hash, session_id, secret_kind, expires_at, spent_at)"
            f" VALUES (UNHEX(SHA2(%s, 256)), %s, 'refresh', '2999-01-01', {spent})",
            secret,
            session,
        )
    with refused("unauthenticated"):
        renew(shop, copied)
    for ended in (young, copied):
        with refused("unauthenticated"):
            renew(shop, ended)
    with refused("unauthenticated"):
        shop.api.call("profile_update", access, "{}")
    acts(shop, person, other)
    told = shop.admin.value(
        "SELECT COUNT(*) FROM store_audit.entries WHERE kind = 'error' AND actor_id = %s"
        " AND action = 'unauthenticated'",
        person.id,
    )
    assert told == 1


def test_session_refresh__validation_failed(shop: Shop) -> None:
    person = shop.customer()
    _, refresh = open_session(shop, person)
    with refused("validation_failed"):
        shop.api.call("session_refresh", refresh, "short", new_secret())
    acts(shop, person, renew(shop, refresh)[0])


def test_session_refresh__unauthenticated_when_the_session_has_ended(shop: Shop) -> None:
    for change in (
        "UPDATE users SET is_active = FALSE WHERE user_id = %s",
        "UPDATE sessions SET expires_at = UTC_TIMESTAMP(6) WHERE user_id = %s",
    ):
        person = shop.customer()
        _, refresh = open_session(shop, person)
        shop.admin.execute(change, person.id)
        with refused("unauthenticated"):
            renew(shop, refresh)


def test_ten_tabs_renew_at_once(shop: Shop, login: Callable[..., Login]) -> None:
    person = shop.customer()
    _, refresh = open_session(shop, person)
    tabs = [login("api") for _ in range(10)]

    def renew_in(tab: Login) -> str:
        access = new_secret()
        tab.call("session_refresh", refresh, access, new_secret())
        return access

    with ThreadPoolExecutor(len(tabs)) as pool:
        pairs = list(pool.map(renew_in, tabs))
    for access in pairs:
        acts(shop, person, access)


def test_a_spent_secret_is_not_made_new_by_direct_sql(shop: Shop, as_owner: Login) -> None:
    _, refresh = open_session(shop, shop.customer())
    renew(shop, refresh)
    with refused("row_kept"):
        as_owner.execute(
            "UPDATE session_secrets SET spent_at = NULL WHERE secret_hash = UNHEX(SHA2(%s, 256))",
            refresh,
        )
