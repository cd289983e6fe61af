"""Registration, captcha and profile."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from tests.api.caller import Caller, refused
from tests.support.shop import PASSWORD, Shop, unique


def registration(shop: Shop, **fields: Any) -> dict[str, Any]:
    """A registration that would be taken."""
    return {
        "email": f"{unique('new')}@example.com",
        "password": PASSWORD,
        "name": "Grace Hopper",
        "country": "BG",
        "phone": "+359888123456",
        "captcha_id": shop.captcha("QWERT"),
        "captcha_answer": "qwert",
        **fields,
    }


def test_captcha_is_a_picture(guest: Caller) -> None:
    body = guest.get("/captcha").get_json()
    kind, _, data = body["image"].partition(",")
    assert kind == "data:image/png;base64"
    assert base64.b64decode(data).startswith(b"\x89PNG")
    assert body["expires_in"] > 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "no-address"),
        ("email", "a@b"),
        ("email", "two@at@example.com"),
        ("password", "short"),
        ("password", "ж" * 40),
        ("country", "XX"),
        ("phone", "12"),
        ("phone", "+10000000000"),
        ("birth_date", "2990-01-01"),
        ("birth_date", "1990-02-30"),
        ("name", "   "),
    ],
)
def test_registration_names_the_field__validation_failed(
    field: str, value: str, guest: Caller, shop: Shop
) -> None:
    answer = guest.post("/users/register", registration(shop, **{field: value}))
    refused(answer, "validation_failed", 422, field)


def test_registration_twice__email_taken(guest: Caller, shop: Shop) -> None:
    first = registration(shop)
    assert guest.post("/users/register", first).status_code == 201
    again = registration(shop, email=first["email"].upper())
    refused(guest.post("/users/register", again), "email_taken", 409, "email")


def test_captcha_counts_once__captcha_failed(guest: Caller, shop: Shop) -> None:
    first = registration(shop)
    assert guest.post("/users/register", first).status_code == 201
    again = registration(shop, captcha_id=first["captcha_id"])
    refused(guest.post("/users/register", again), "captcha_failed", 422, "captcha_answer")


def test_phone_is_kept_in_international_form(guest: Caller, shop: Shop) -> None:
    wanted = registration(shop, phone="0888 / 123-456")
    assert guest.post("/users/register", wanted).status_code == 201
    phone = shop.admin.value("SELECT phone FROM users WHERE email = %s", wanted["email"])
    assert phone == "+359888123456"


def test_resend_does_not_tell_who_is_registered(guest: Caller, shop: Shop) -> None:
    known = guest.post("/users/verify/resend", {"email": shop.register().email})
    unknown = guest.post("/users/verify/resend", {"email": f"{unique('x')}@example.com"})
    assert known.status_code == unknown.status_code == 202
    assert known.data == unknown.data


def test_profile_changes_only_what_is_named(customer: Caller) -> None:
    before = customer.get("/users/profile").get_json()
    after = customer.patch("/users/profile", {"phone": "0888 999 888"}).get_json()
    assert after == {**before, "phone": "+359888999888"}


def test_profile_tells_by_whose_clocks_times_are_shown(customer: Caller, admin: Caller) -> None:
    settings = {each["code"]: each for each in admin.get("/settings").get_json()["items"]}
    zone = settings["time_zone"]["value"]
    assert customer.get("/users/profile").get_json()["time_zone"] == zone


def test_profile_of_others_is_not_reachable(customer: Caller) -> None:
    refused(customer.get("/users/profile?user_id=1"), "validation_failed", 422, "user_id")


def test_countries_have_dial_codes(guest: Caller) -> None:
    found = {each["code"]: each for each in guest.get("/countries").get_json()["items"]}
    assert found["BG"]["dial_code"] == "+359"


def test_addresses_belong_to_their_user__not_found(customer: Caller, admin: Caller) -> None:
    address = {
        "name": "Ada",
        "line1": "1 Long Lane",
        "city": "София 🏙",
        "postal_code": "1000",
        "country": "BG",
    }
    made = customer.post("/addresses", address)
    assert made.status_code == 201
    assert customer.get("/addresses").get_json()["items"] == [made.get_json()]
    refused(admin.delete(f"/addresses/{made.get_json()['id']}"), "not_found", 404)
    assert customer.delete(f"/addresses/{made.get_json()['id']}").status_code == 204
    assert customer.get("/addresses").get_json()["items"] == []
