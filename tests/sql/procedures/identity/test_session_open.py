"""session_open."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.logins import Login, SqlError, refused
from tests.support.shop import PASSWORD_HASH, Person, Shop, new_client, new_secret, unique

WRONG = PASSWORD_HASH[:-1] + "P"


def log_in(
    shop: Shop,
    email: str | None,
    output: str | None = PASSWORD_HASH,
    cart: str | None = None,
    client: str | None = None,
) -> list[dict[str, object]]:
    """Log in with what bcrypt has made of a password."""
    access, refresh = new_secret(), new_secret()
    return shop.api.call(
        "session_open", email, output, access, refresh, "x" * 300, client or new_client(), cart
    )


def wrong(shop: Shop, email: str, client: str) -> None:
    """A wrong password, which is said to be one."""
    with refused("unauthenticated"):
        log_in(shop, email, WRONG, client=client)


def wait_of(shop: Shop, client: str) -> int:
    """How many seconds a client has to wait now."""
    return int(
        shop.admin.value(
            "SELECT TIMESTAMPDIFF(SECOND, last_failed_at, locked_until_at) FROM login_failures"
            " WHERE client_address = %s",
            client,
        )
    )


def end_wait(shop: Shop, client: str) -> None:
    """As if the time had passed."""
    shop.admin.execute(
        "UPDATE login_failures SET locked_until_at = NULL WHERE client_address = %s", client
    )


def test_session_open(shop: Shop) -> None:
    person = shop.staff("support")
    row = log_in(shop, person.email)[0]
    assert (row["id"], row["email"], row["verified"]) == (person.id, person.email, 1)
    assert "orders.update" in json.loads(str(row["permissions"]))


def test_session_open_keeps_no_secret(shop: Shop) -> None:
    person, access = shop.customer(), new_secret()
    shop.api.call("session_open", person.email, PASSWORD_HASH, access, new_secret(), "", "", None)
    found = shop.admin.rows(
        "SELECT k.secret_kind, k.secret_hash = UNHEX(SHA2(%s, 256)) AS is_access"
        " FROM session_secrets AS k INNER JOIN sessions AS s USING (session_id)"
        " WHERE s.session_id = (SELECT MAX(session_id) FROM sessions WHERE user_id = %s)"
        " ORDER BY k.secret_kind",
        access,
        person.id,
    )
    assert [tuple(row.values()) for row in found] == [("access", 1), ("refresh", 0)]


def test_session_open_lets_the_guest_cart_join(shop: Shop) -> None:
    person, token = shop.customer(), unique("token")
    both, one = shop.product(stock=2000), shop.product()
    shop.fill_cart(person, {both: 998})
    for product in (both, one):
        shop.api.call("cart_item_add", None, token, product, None, "2", new_client())
    log_in(shop, person.email, cart=token)
    cart = json.loads(shop.api.call("cart_show", person.session, None)[0]["document"])
    assert {item["product_id"]: item["quantity"] for item in cart["items"]} == {both: 999, one: 2}
    guest = json.loads(shop.api.call("cart_show", None, token)[0]["document"])
    assert guest["items"] == []


def test_session_open_lets_no_more_join_than_a_cart_holds(shop: Shop) -> None:
    person, token = shop.customer(), unique("token")
    own, both, first, second = (shop.product() for _ in range(4))
    shop.fill_cart(person, {own: 1, both: 1})
    for product in (first, both, second):
        shop.api.call("cart_item_add", None, token, product, None, "3", new_client())
    with shop.setting("cart_line_limit", "3"), shop.setting("cart_quantity_limit", "2"):
        log_in(shop, person.email, cart=token)
        cart = json.loads(shop.api.call("cart_show", person.session, None)[0]["document"])
    found = {item["product_id"]: item["quantity"] for item in cart["items"]}
    assert found == {own: 1, both: 2, first: 2}


@pytest.mark.parametrize("output", [WRONG, "", None, PASSWORD_HASH[:29], PASSWORD_HASH + " "])
def test_session_open__unauthenticated(shop: Shop, output: str | None) -> None:
    person, texts = shop.customer(), set()
    for email in (person.email, f"{unique('nobody')}@example.com", None):
        with refused("unauthenticated") as caught:
            log_in(shop, email, output)
        texts.add(caught.value.text)
    assert len(texts) == 1, "it tells who is registered"
    told = shop.admin.rows(
        "SELECT action, subsystem_code FROM store_audit.entries"
        " WHERE kind = 'error' AND actor_id = %s",
        person.id,
    )
    assert told == [{"action": "unauthenticated", "subsystem_code": "identity"}]


@pytest.mark.parametrize("output", [None, "", PASSWORD_HASH])
def test_session_open__unauthenticated_without_a_password_of_its_own(
    shop: Shop, output: str | None
) -> None:
    imported = f"{unique('old')}@example.com"
    shop.admin.execute(
        "INSERT INTO users (email, name, country_code, is_imported) VALUES (%s, 'Old', 'BG', TRUE)",
        imported,
    )
    for email in (imported, "worker@service.storekeeper.example"):
        with refused("unauthenticated"):
            log_in(shop, email, output)


def test_session_open__unauthenticated_when_inactive(shop: Shop) -> None:
    person = shop.customer()
    shop.admin.execute("UPDATE users SET is_active = FALSE WHERE user_id = %s", person.id)
    with refused("unauthenticated"):
        log_in(shop, person.email)


def test_no_session_is_opened_for_the_inactive_by_direct_sql(shop: Shop) -> None:
    person = shop.customer()
    shop.admin.execute("UPDATE users SET is_active = FALSE WHERE user_id = %s", person.id)
    with refused("unauthenticated"):
        shop.admin.execute(
            "INSERT INTO sessions (user_id, expires_at) VALUES (%s, '2999-01-01')", person.id
        )


@pytest.mark.parametrize("secret", ["", "x" * 32, "A" * 32, "a" * 31, None])
def test_session_open__validation_failed(shop: Shop, secret: str | None) -> None:
    person = shop.customer()
    for access, refresh in ((secret, new_secret()), (new_secret(), secret)):
        with refused("validation_failed"):
            shop.api.call(
                "session_open", person.email, PASSWORD_HASH, access, refresh, "", "", None
            )


def acts(shop: Shop, session: str) -> bool:
    """Whether the holder of a secret may still change its name."""
    try:
        shop.api.call("profile_update", session, '{"name": "Grace"}')
    except Exception:
        return False
    return True


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE sessions SET revoked_at = UTC_TIMESTAMP(6) WHERE user_id = %s",
        "UPDATE users SET is_active = FALSE WHERE user_id = %s",
        "DELETE FROM session_secrets WHERE user_id = %s",
    ],
)
def test_a_session_that_has_ended_acts_no_more(shop: Shop, change: str) -> None:
    person: Person = shop.customer()
    assert acts(shop, person.session)
    shop.admin.execute(change, person.id)
    with refused("unauthenticated"):
        shop.api.call("profile_update", person.session, '{"name": "Grace"}')
    found = "SELECT COUNT(*) FROM session_actors WHERE user_id = %s"
    assert shop.api.value(found, person.id) == 0


def test_whoever_is_deactivated_loses_the_sessions_in_the_same_transaction(shop: Shop) -> None:
    person = shop.customer()
    live = "SELECT COUNT(*) FROM sessions WHERE user_id = %s AND revoked_at IS NULL"
    shop.admin.execute("START TRANSACTION")
    shop.admin.execute("UPDATE users SET is_active = FALSE WHERE user_id = %s", person.id)
    assert shop.admin.value(live, person.id) == 0
    shop.admin.execute("ROLLBACK")
    assert shop.admin.value(live, person.id) == 1
    assert acts(shop, person.session)


def test_an_access_secret_does_not_outlive_its_own_minutes(shop: Shop) -> None:
    person = shop.customer()
    # Secrets never change, so an old one is laid down.
    old = new_secret()
    shop.admin.execute(
        "INSERT INTO session_secrets (secret_hash, session_id, secret_kind, expires_at)"
        " SELECT UNHEX(SHA2(%s, 256)), MAX(session_id), 'access', UTC_TIMESTAMP(6)"
        " FROM sessions WHERE user_id = %s",
        old,
        person.id,
    )
    with refused("unauthenticated"):
        shop.api.call("profile_update", old, "{}")


def test_a_refresh_secret_does_not_act(shop: Shop) -> None:
    person, refresh = shop.customer(), new_secret()
    shop.log_in(person.email, refresh)
    with refused("unauthenticated"):
        shop.api.call("profile_update", refresh, "{}")


def test_no_secret_outlives_its_session(shop: Shop) -> None:
    person, secret = shop.customer(), new_secret()
    shop.admin.execute(
        "INSERT INTO sessions (user_id, expires_at) VALUES (%s, UTC_TIMESTAMP(6))", person.id
    )
    shop.admin.execute(
        "INSERT INTO session_secrets (secret_hash, session_id, secret_kind, expires_at)"
        " SELECT UNHEX(SHA2(%s, 256)), MAX(session_id), 'access', '2999-01-01'"
        " FROM sessions WHERE user_id = %s",
        secret,
        person.id,
    )
    with refused("unauthenticated"):
        shop.api.call("profile_update", secret, "{}")


def test_session_open__rate_limited_for_longer_with_each_wrong_password(shop: Shop) -> None:
    person, client, waits = shop.customer(), new_client(), []
    for _ in range(10):
        wrong(shop, person.email, client)
        waits.append(wait_of(shop, client))
        if waits[-1]:
            # Whoever has to wait is refused with the right password as well, and not counted.
            with refused("rate_limited"):
                log_in(shop, person.email, client=client)
        end_wait(shop, client)
    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 32, 900]
    assert log_in(shop, person.email)[0]["id"] == person.id, "another client is locked out, too"
    log_in(shop, person.email, client=client)
    assert not shop.admin.rows("SELECT 1 FROM login_failures WHERE client_address = %s", client)


def test_wrong_passwords_of_long_ago_are_forgotten(shop: Shop) -> None:
    person, client = shop.customer(), new_client()
    for _ in range(4):
        wrong(shop, person.email, client)
    shop.admin.execute(
        "UPDATE login_failures SET locked_until_at = NULL,"
        " last_failed_at = last_failed_at - INTERVAL 901 SECOND WHERE client_address = %s",
        client,
    )
    wrong(shop, person.email, client)
    assert wait_of(shop, client) == 0


@pytest.mark.parametrize("blanks", [" ", "\t", "  \u00a0"])
def test_session_open__unauthenticated_for_another_spelling(shop: Shop, blanks: str) -> None:
    """The database compares every byte; who asks has brought the address into its form."""
    person = shop.customer()
    for email in (person.email + blanks, blanks + person.email, person.email.upper()):
        with refused("unauthenticated"):
            log_in(shop, email)


def test_session_open__rate_limited_for_an_address_whoever_asks(shop: Shop) -> None:
    person = shop.customer()
    with shop.setting("login_account_limit", "3"):
        for _ in range(3):
            log_in(shop, person.email)
            wrong(shop, person.email, new_client())
        with refused("rate_limited") as caught:
            log_in(shop, person.email)
    assert re.search(r"in \d+ seconds", caught.value.text)


def test_session_open__rate_limited_for_a_client_whomever_it_means(shop: Shop) -> None:
    client = new_client()
    with shop.setting("login_client_limit", "3"):
        for _ in range(3):
            wrong(shop, f"{unique('nobody')}@example.com", client)
        with refused("rate_limited"):
            log_in(shop, shop.customer().email, client=client)
    rows = "SELECT COUNT(*) FROM login_failures WHERE client_address = %s"
    assert shop.admin.value(rows, client) == 3


def test_tries_at_once_do_not_get_past_the_limit(shop: Shop, login: Callable[..., Login]) -> None:
    person, client = shop.customer(), new_client()

    def one(connection: Login) -> str:
        secrets = new_secret(), new_secret()
        try:
            connection.call("session_open", person.email, WRONG, *secrets, "", client, None)
        except SqlError as error:
            return str(error.code)
        return "let in"

    connections = [login("api") for _ in range(12)]
    with shop.setting("login_delay_seconds", "900"), ThreadPoolExecutor(12) as threads:
        said = Counter(threads.map(one, connections))
    assert said == {"unauthenticated": 4, "rate_limited": 8}
