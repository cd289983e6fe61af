"""user_register."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.logins import refused
from tests.support.shop import PASSWORD_HASH, Shop, new_client, unique


def register(shop: Shop, **fields: Any) -> dict[str, Any]:
    """Register with these fields in place of the usual ones."""
    given = {
        "email": f"{unique('user')}@example.com",
        "bcrypt_output": PASSWORD_HASH,
        "name": "Ada Byron",
        "country": "BG",
        "phone": None,
        "birth_on": None,
        "captcha_id": "",
        "answer": "abcde",
        "address": unique("address"),
        **fields,
    }
    given["captcha_id"] = given["captcha_id"] or shop.captcha(address=given["address"])
    return shop.api.call("user_register", *given.values())[0]


def test_user_register(shop: Shop) -> None:
    row = register(shop, email=f"{unique('user')}@xn--bcher-kva.example")
    assert row["verified"] == 0
    found = shop.admin.rows(
        "SELECT event_kind_code, relay_no FROM events WHERE user_id = %s", row["id"]
    )
    assert found == [{"event_kind_code": "user_registered", "relay_no": None}]
    shop.relay()
    mails = shop.admin.rows(
        "SELECT m.mail_template_code, m.recipient, m.state FROM mails AS m"
        " INNER JOIN events AS e USING (event_id) WHERE e.user_id = %s",
        row["id"],
    )
    assert [tuple(mail.values()) for mail in mails] == [
        ("email_verification", row["email"], "queued")
    ]


def test_user_register__email_taken(shop: Shop) -> None:
    with refused("email_taken"):
        register(shop, email=shop.customer().email)


@pytest.mark.parametrize(
    "fields",
    [
        {"country": "XX"},
        {"country": ""},
        {"birth_on": "2999-01-01"},
        {"birth_on": "1899-12-31"},
        {"name": " "},
        {"email": "nobody"},
        {"email": "a b@example.com"},
        {"email": "Ada@example.com"},
        {"email": "ada@example.com "},
        {"email": " ada@example.com"},
        {"email": "ada\r\n@example.com"},
        {"email": "ada@bücher.example"},
        {"email": "ада@example.com"},
        {"email": "ada@localhost"},
        {"name": "Ada\r\nBcc: all@example.com"},
        {"name": "Ada\u2028Byron"},
        {"name": "Ada\x7f"},
        {"phone": "12"},
        {"bcrypt_output": "plain"},
    ],
)
def test_user_register__validation_failed(shop: Shop, fields: dict[str, str]) -> None:
    with refused("validation_failed"):
        register(shop, **fields)


def test_user_register__captcha_failed(shop: Shop) -> None:
    used = shop.captcha()
    register(shop, captcha_id=used)
    for fields in ({"captcha_id": used}, {"answer": "wrong"}, {"captcha_id": "no-such"}):
        with refused("captcha_failed"):
            register(shop, **fields)


def test_user_register__captcha_failed_burns_the_captcha(shop: Shop) -> None:
    captcha = shop.captcha()
    for answer in ("wrong", "abcde"):
        with refused("captcha_failed"):
            register(shop, captcha_id=captcha, answer=answer)


def test_user_register__captcha_locked(shop: Shop) -> None:
    address = unique("address")
    captchas = [shop.captcha(address=address) for _ in range(6)]
    for captcha in captchas[:5]:
        with refused("captcha_failed"):
            register(shop, captcha_id=captcha, answer="wrong", address=address)
    with refused("captcha_locked"):
        register(shop, captcha_id=captchas[5], address=address)


def test_user_register__captcha_failed_after_any_try_that_passed_it(shop: Shop) -> None:
    """No captcha tells twice who is registered."""
    taken = shop.customer().email
    for fields, code in (({"email": taken}, "email_taken"), ({"name": " "}, "validation_failed")):
        captcha = shop.captcha()
        with refused(code):
            register(shop, captcha_id=captcha, **fields)
        with refused("captcha_failed"):
            register(shop, captcha_id=captcha)


def test_user_register__rate_limited(shop: Shop) -> None:
    client, taken = new_client(), shop.customer().email
    captchas = [shop.captcha() for _ in range(4)]
    with shop.setting("registration_client_limit", "3"):
        register(shop, captcha_id=captchas[0], address=client)
        for captcha in captchas[1:3]:
            with refused("email_taken"):
                register(shop, captcha_id=captcha, email=taken, address=client)
        with refused("rate_limited"):
            register(shop, captcha_id=captchas[3], address=client)
    assert register(shop, captcha_id=captchas[3]), "the refused try has spent the captcha"
