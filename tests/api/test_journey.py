"""From browsing to a paid order, over the test client and the real servers."""

from __future__ import annotations

from typing import Any

from tests.api.caller import Caller, refused
from tests.support.shop import ADDRESS, PASSWORD, Person, Shop, unique

ORDER = {"address": ADDRESS, "shipping_method": "standard"}


def test_a_visitor_becomes_a_customer_and_pays(guest: Caller, shop: Shop, admin: Caller) -> None:
    product = shop.product("12.50", stock=5)
    user = register(guest, shop)
    login = guest.post("/users/login", {"email": user["email"], "password": PASSWORD}).get_json()
    guest.headers["Authorization"] = f"Bearer {login['access_token']}"
    guest.fill_cart({product: 2})
    refused(guest.post("/orders", ORDER, guest.once()), "email_not_verified", 403)
    token = shop.verification_token(Person(user["id"], user["email"], ""))
    assert guest.post("/users/verify", {"token": token}).get_json()["verified"] is True
    refused(guest.post("/users/verify", {"token": token}), "token_invalid", 422, "token")

    placed = place_order(guest)
    path = f"/orders/{placed['id']}"
    pay(guest, path, placed["total"])
    moved = admin.patch(path, {"status": "processed", "note": "Packed."})
    assert moved.get_json()["status"] == "processed"
    assert admin.patch(path, {"status": "processed"}).get_json() == moved.get_json()
    refused(admin.patch(path, {"status": "ready_for_paying"}), "illegal_transition", 409)
    refused(guest.patch(path, {"status": "shipped"}), "forbidden", 403)
    refused(guest.post(f"{path}/cancel"), "illegal_transition", 409)


def register(guest: Caller, shop: Shop) -> dict[str, Any]:
    """Register with a captcha; e-mail and phone come back in their one spelling."""
    email = f"{unique('visitor')}@example.com"
    captcha = guest.get("/captcha").get_json()
    answer = shop.admin.value(
        "SELECT answer FROM captchas WHERE captcha_id = %s", captcha["captcha_id"]
    )
    person = {
        "email": email.upper(),
        "password": PASSWORD,
        "name": "Ада Байрон 🦊",
        "country": "BG",
        "phone": "0888 123 456",
        "birth_date": "1990-05-01",
        "captcha_id": captcha["captcha_id"],
        "captcha_answer": answer.lower(),
    }
    registered = guest.post("/users/register", person)
    assert registered.status_code == 201, registered.text
    user: dict[str, Any] = registered.get_json()
    assert user == {"id": user["id"], "email": email, "name": person["name"], "verified": False}
    return user


def place_order(guest: Caller) -> dict[str, Any]:
    """Place an order, once however often it is sent."""
    once = guest.once()
    placed = guest.post("/orders", ORDER, once)
    assert placed.status_code == 201, placed.text
    body: dict[str, Any] = placed.get_json()
    assert body["status"] == "ready_for_paying"
    assert (body["subtotal"], body["shipping"]) == ("25.00", "4.90")
    assert guest.post("/orders", ORDER, once).get_json() == body
    other = {**ORDER, "shipping_method": "express"}
    refused(guest.post("/orders", other, once), "idempotency_conflict", 409)
    return body


def pay(guest: Caller, path: str, total: str) -> None:
    """Pay by Bobi, which takes the exact amount and no other."""
    wrong = guest.post(f"{path}/payments", {"method": "bobi", "amount": "1.00"}, guest.once())
    refused(wrong, "amount_mismatch", 422, "amount")
    paid = guest.post(f"{path}/payments", {"method": "bobi", "amount": total}, guest.once())
    assert paid.status_code == 201
    assert paid.get_json()["status"] == "captured"
    assert guest.get(path).get_json()["status"] == "paid"
