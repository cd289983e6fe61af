"""credential_read."""

from __future__ import annotations

import re

from tests.sql.procedures.identity.test_session_open import wrong
from tests.support.logins import refused
from tests.support.shop import PASSWORD_HASH, Shop, new_client, unique

SALT = re.compile(r"\$2b\$\d\d\$[./A-Za-z0-9]{21}[.Oeu]")


def salt(shop: Shop, email: str | None) -> str:
    """What anybody is told about an e-mail address."""
    rows = shop.api.call("credential_read", email, new_client())
    assert [list(row) for row in rows] == [["salt"]]
    return str(rows[0]["salt"])


def test_credential_read(shop: Shop) -> None:
    person = shop.customer()
    assert salt(shop, person.email) == PASSWORD_HASH[:29]


def test_credential_read_of_nobody_is_a_salt_that_stays_the_same(shop: Shop) -> None:
    nobody = [f"{unique('nobody')}@example.com" for _ in range(20)]
    salts = [salt(shop, email) for email in nobody]
    assert salts == [salt(shop, email) for email in nobody]
    assert len(set(salts)) == len(nobody)
    assert all(SALT.fullmatch(found) for found in salts)
    cost = shop.admin.value("SELECT value FROM settings WHERE setting_code = 'password_cost'")
    assert {found[4:6] for found in salts} == {f"{int(cost):02}"}


def test_credential_read_of_no_address_at_all(shop: Shop) -> None:
    assert SALT.fullmatch(salt(shop, None))
    assert SALT.fullmatch(salt(shop, ""))


def test_credential_read_of_a_process_of_the_shop_is_a_fake(shop: Shop) -> None:
    assert SALT.fullmatch(salt(shop, "worker@service.storekeeper.example"))


def test_credential_read__rate_limited_before_anybody_runs_bcrypt(shop: Shop) -> None:
    person, client = shop.customer(), new_client()
    with shop.setting("login_free_attempts", "0"), shop.setting("login_delay_seconds", "900"):
        wrong(shop, person.email, client)
        with refused("rate_limited"):
            shop.api.call("credential_read", person.email, client)
    assert shop.api.call("credential_read", person.email, new_client())
