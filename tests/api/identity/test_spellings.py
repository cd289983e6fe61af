"""An address has one form, however it is spelled; a limit counts people and clients."""

from __future__ import annotations

import itertools
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.api.caller import Caller, refused
from tests.api.identity.test_registration import registration
from tests.api.test_texts import ADDRESS
from tests.support.shop import PASSWORD, Shop, unique


def spellings(local: str) -> Iterator[str]:
    """Sixty ways to write one address."""
    domains = (
        "b\u00fccher.example",
        unicodedata.normalize("NFD", "b\u00fccher.example"),
        "B\u00dcCHER.Example",
        "xn--bcher-kva.example",
        "b\u00fccher\u3002example",
    )
    locals_ = (local, local.upper(), local.title())
    blanks = (("", ""), ("", "   "), (" ", "\u00a0"), ("\u3000", ""))
    for name, domain, (before, after) in itertools.product(locals_, domains, blanks):
        yield f"{before}{name}@{domain}{after}"


def test_sixty_spellings_are_one_account(guest: Caller, shop: Shop) -> None:
    local = unique("ada")
    made = guest.post("/users/register", registration(shop, email=f"{local}@b\u00fccher.example"))
    assert made.get_json()["email"] == f"{local}@xn--bcher-kva.example"
    tried = [*spellings(local)]
    assert len(set(tried)) == 60
    for email in tried:
        answer = guest.post("/users/login", {"email": email, "password": PASSWORD})
        assert answer.get_json()["user"]["id"] == made.get_json()["id"], email
        again = registration(shop, email=email)
        refused(Caller(guest.app).post("/users/register", again), "email_taken", 409, "email")


def test_wrong_passwords_meet_the_limit_in_all_spellings__rate_limited(
    guest: Caller, shop: Shop
) -> None:
    local = unique("ada")
    shop.register(f"{local}@xn--bcher-kva.example")
    bodies = [{"email": email, "password": "wrong-password"} for email in spellings(local)]
    with shop.setting("login_delay_seconds", "900"):
        said = Counter(guest.post("/users/login", body).status_code for body in bodies)
        assert said == {401: 4, 429: 56}
        body = {**bodies[0], "password": PASSWORD}
        assert refused(guest.post("/users/login", body), "rate_limited", 429)
    assert Caller(guest.app).post("/users/login", body).status_code == 200


def test_forty_wrong_passwords_with_blanks_meet_the_limit__rate_limited(
    guest: Caller, shop: Shop
) -> None:
    email = shop.customer().email
    with shop.setting("login_delay_seconds", "900"):
        said = Counter(
            guest.post("/users/login", {"email": email + " " * blanks, "password": "x" * 9})
            for blanks in range(40)
        )
    assert Counter(answer.status_code for answer in said) == {401: 4, 429: 36}


@pytest.mark.parametrize("password", [f"{PASSWORD} ", f" {PASSWORD}", PASSWORD.upper()])
def test_a_password_is_compared_byte_by_byte__unauthenticated(
    password: str, guest: Caller, shop: Shop
) -> None:
    body = {"email": shop.customer().email, "password": password}
    refused(guest.post("/users/login", body), "unauthenticated", 401)


def test_an_address_that_few_servers_take_is_refused_with_a_reason__validation_failed(
    guest: Caller, shop: Shop
) -> None:
    body = registration(shop, email="\u0430\u0434\u0430@example.com")
    told = refused(guest.post("/users/register", body), "validation_failed", 422, "email")
    assert "before the @" in told["detail"]
    login = {"email": body["email"], "password": PASSWORD}
    refused(guest.post("/users/login", login), "validation_failed", 422, "email")


def test_a_network_of_ipv6_is_one_client__rate_limited(guest: Caller, shop: Shop) -> None:
    mine, next_door = (f"2001:db8:{shop.customer().id:x}:{number}" for number in (7, 8))

    def ask(address: str) -> int:
        guest.client.environ_base["REMOTE_ADDR"] = address
        return guest.get("/captcha").status_code

    with shop.setting("captcha_client_limit", "2"):
        hosts = (":1", "2:3:4:5", "ffff:1:2:3")
        assert [ask(f"{mine}:{host}") for host in hosts] == [200, 200, 429]
        assert ask(f"{next_door}::1") == 200


def test_a_guest_is_written_to_in_ascii(guest: Caller, shop: Shop) -> None:
    goods = [{"product_id": shop.product(), "quantity": 1}]
    local = unique("guest")
    body = {
        "items": goods,
        "email": f" {local.upper()}@B\u00dcCHER.example ",
        "address": ADDRESS,
        "shipping_method": "pickup",
    }
    order = guest.post("/checkout", body, guest.once()).get_json()
    assert order["email"] == f"{local}@xn--bcher-kva.example"
