"""Whoever has the API's password and every id, but no secret and no password, acts for nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.logins import Login, SqlError, refused
from tests.support.shop import PASSWORD_HASH, Shop, new_client, new_key, new_secret

# What visitors may call: it acts for no user.
FOR_VISITORS = {
    "captcha_create",
    "credential_read",
    "user_register",
    "user_verification_resend",
    "user_verify",
}
# What proves itself by a secret or a password that is not at hand.
PROVED = {"session_open", "session_close", "session_refresh"}
CARTS = {"cart_show", "cart_item_add", "cart_items_add", "cart_item_set", "cart_item_remove"}
GUESTS = {*CARTS, "cart_shipping_set", "checkout_quote", "checkout_place"}


def granted(shop: Shop) -> list[str]:
    """The procedures that the API's login may call."""
    return [
        row["Routine_name"]
        for row in shop.admin.rows(
            "SELECT Routine_name FROM mysql.procs_priv WHERE User = 'store_api'"
            " AND Routine_type = 'PROCEDURE' ORDER BY 1"
        )
    ]


def parameters(shop: Shop, procedure: str) -> list[tuple[str, str]]:
    """Name and type of what a procedure takes."""
    rows = shop.admin.rows(
        "SELECT PARAMETER_NAME AS name, DATA_TYPE AS type FROM information_schema.PARAMETERS"
        " WHERE SPECIFIC_SCHEMA = 'store' AND SPECIFIC_NAME = %s ORDER BY ORDINAL_POSITION",
        procedure,
    )
    return [(row["name"], row["type"]) for row in rows]


def guesses(shop: Shop, user_id: int) -> Iterator[str | None]:
    """What somebody may take for a secret who has read all that the API may read, and more."""
    yield None
    yield ""
    yield str(user_id)
    yield f"{user_id:032d}"
    yield new_secret()
    row = shop.admin.rows(
        "SELECT session_id, HEX(secret_hash) AS hash FROM session_secrets"
        " INNER JOIN sessions AS s USING (session_id) WHERE s.user_id = %s LIMIT 1",
        user_id,
    )[0]
    yield str(row["session_id"])
    yield row["hash"][:32].lower()


def arguments(known: list[tuple[str, str]], ids: dict[str, Any]) -> list[Any]:
    """Values for the parameters after the first, true ids among them."""
    found: list[Any] = []
    for name, kind in known:
        default = "{}" if kind in ("json", "longtext") else "1"
        found.append(ids.get(name, default))
    return found


@pytest.fixture
def ids(shop: Shop) -> dict[str, Any]:
    """The ids of somebody's order, address, export and cart."""
    order = shop.paid_order()
    return {
        "p_order_id": order["id"],
        "p_address_id": order["address"]["id"],
        "p_product_id": order["items"][0]["product_id"],
        "p_variant_id": order["items"][0]["variant_id"],
        "p_amount": order["total"],
        "p_idempotency_key": new_key(),
        "p_cart_token": "a-token-of-nobody-else",
    }


def snapshot(shop: Shop) -> list[Any]:
    """What would differ if somebody had acted for a user."""
    counts = ("orders", "payments", "payment_entries", "addresses", "stock_entries", "exports")
    found = [shop.admin.value(f"SELECT COUNT(*) FROM {table}") for table in counts]
    found.append(shop.admin.rows("SELECT order_id, version FROM orders ORDER BY 1"))
    found.append(shop.admin.rows("SELECT user_id, version FROM users ORDER BY 1"))
    found.append(shop.admin.rows("SELECT cart_id FROM carts WHERE user_id IS NOT NULL ORDER BY 1"))
    return found


def test_every_granted_procedure_takes_a_secret_first(shop: Shop) -> None:
    for procedure in granted(shop):
        if procedure not in FOR_VISITORS | PROVED:
            assert parameters(shop, procedure)[0][0] == "p_session", procedure


def test_no_guess_acts_for_a_user(shop: Shop, as_api: Login, ids: dict[str, Any]) -> None:
    user_id = shop.admin.value("SELECT user_id FROM orders WHERE order_id = %s", ids["p_order_id"])
    before = snapshot(shop)
    for procedure in granted(shop):
        if procedure in FOR_VISITORS | PROVED:
            continue
        rest = arguments(parameters(shop, procedure)[1:], ids)
        for guess in guesses(shop, user_id):
            if guess is None and procedure in GUESTS:
                continue
            with pytest.raises(SqlError) as found:
                as_api.call(procedure, guess, *rest)
            assert found.value.code == "unauthenticated" or is_too_long(found.value), procedure
    assert snapshot(shop) == before


def is_too_long(error: SqlError) -> bool:
    """Whether a value did not even fit its parameter."""
    return bool(re.match("Data too long", error.text))


def test_a_hash_in_the_database_opens_nothing(shop: Shop, as_api: Login) -> None:
    person = shop.customer()
    kept = shop.admin.value(
        "SELECT LOWER(HEX(output_hash)) FROM user_credentials WHERE user_id = %s", person.id
    )
    salt = as_api.call("credential_read", person.email, new_client())[0]["salt"]
    for output in (None, "", kept, kept[:60], salt, salt + "." * 31, PASSWORD_HASH[:-1]):
        with refused("unauthenticated"):
            as_api.call(
                "session_open",
                person.email,
                output,
                new_secret(),
                new_secret(),
                "x",
                new_client(),
                None,
            )


def test_a_refresh_secret_does_not_act_and_an_access_secret_does_not_renew(
    shop: Shop, as_api: Login
) -> None:
    person, refresh = shop.customer(), new_secret()
    access = shop.log_in(person.email, refresh)
    with refused("unauthenticated"):
        as_api.call("profile_update", refresh, "{}")
    with refused("unauthenticated"):
        as_api.call("session_refresh", access, new_secret(), new_secret())
    as_api.call("session_close", refresh)
    with refused("unauthenticated"):
        as_api.call("profile_update", access, "{}")


def test_a_process_of_the_shop_may_only_do_its_own_work(
    shop: Shop, as_api: Login, ids: dict[str, Any]
) -> None:
    secret = shop.services["api"]
    order = ids["p_order_id"]
    for procedure, *args in (
        ("order_status_set", order, "processed", None, None),
        ("payment_refund", new_key(), order, None, None),
        ("setting_update", "currency", "USD", None),
        ("stock_count", ids["p_variant_id"], None, 1, None),
    ):
        with refused("forbidden"):
            as_api.call(procedure, secret, *args)
    with refused("not_found"):
        as_api.call("order_cancel", secret, order)
