"""Logging in, staying in, getting out."""

from __future__ import annotations

import base64
import json
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from flask import Flask
from flask_jwt_extended import create_access_token

from api import create_app
from core.config import Config
from tests.api.caller import BASE, Caller, refused
from tests.support.shop import ADDRESS, PASSWORD, Shop, unique


def bearer(token: str) -> dict[str, str]:
    """A header that holds a token."""
    return {"Authorization": f"Bearer {token}"}


def test_login_tells_who_came_in(admin: Caller, shop: Shop) -> None:
    user = admin.login_answer["user"]
    assert user["verified"] is True
    assert "orders.update" in user["permissions"]
    assert admin.login_answer["expires_in"] > 0


def test_login_wrong_password_and_unknown_user_get_the_same__unauthenticated(
    guest: Caller, shop: Shop
) -> None:
    known = shop.customer().email
    said = []
    for email in (known, f"{unique('nobody')}@example.com"):
        answer = guest.post("/users/login", {"email": email, "password": "wrong-password"})
        body = refused(answer, "unauthenticated", 401)
        said.append({name: body[name] for name in ("title", "detail", "errors")})
    assert said[0] == said[1]


def test_login_takes_as_long_for_an_unknown_user(guest: Caller, shop: Shop) -> None:
    cost = 9
    shop.admin.execute(
        "UPDATE settings SET value = %s WHERE setting_code = 'password_cost'", str(cost)
    )
    known = shop.customer().email
    shop.admin.execute(
        "UPDATE user_credentials AS c INNER JOIN users AS u USING (user_id)"
        " SET c.salt = %s WHERE u.email = %s",
        "$2b$09$Pz6g3rTPzJH3zvMS1y0kke",
        known,
    )
    spent: dict[str, list[float]] = {known: [], f"{unique('nobody')}@example.com": []}
    try:
        for _ in range(7):
            for email, seconds in spent.items():
                began = time.thread_time()
                guest.post("/users/login", {"email": email, "password": "wrong-password"})
                seconds.append(time.thread_time() - began)
    finally:
        shop.admin.execute("UPDATE settings SET value = '4' WHERE setting_code = 'password_cost'")
    first, second = (statistics.median(seconds) for seconds in spent.values())
    assert 0.5 < first / second < 2


def test_no_token_tells_whose_it_is(customer: Caller) -> None:
    assert customer.person
    for name in ("access_token", "refresh_token"):
        payload = customer.login_answer[name].split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
        assert set(claims) <= {"fresh", "iat", "jti", "type", "sub", "nbf", "csrf", "exp"}
        assert claims["sub"] != str(customer.person.id)


def test_a_password_of_more_than_72_bytes_is_nobodys__unauthenticated(
    guest: Caller, shop: Shop
) -> None:
    body = {"email": shop.customer().email, "password": PASSWORD + "x" * 72}
    refused(guest.post("/users/login", body), "unauthenticated", 401)


def test_ten_refreshes_at_once_keep_the_session(customer: Caller, guest: Caller) -> None:
    """Ten tabs find at the same moment that their token has run out."""
    first = bearer(customer.login_answer["refresh_token"])
    with ThreadPoolExecutor(10) as tabs:
        callers = [Caller(customer.app) for _ in range(10)]
        answers = [*tabs.map(lambda each: each.post("/users/refresh", headers=first), callers)]
    assert [answer.status_code for answer in answers] == [200] * 10
    for answer in answers:
        fresh = answer.get_json()
        assert guest.get("/users/profile", bearer(fresh["access_token"])).status_code == 200
    again = bearer(answers[3].get_json()["refresh_token"])
    assert guest.post("/users/refresh", headers=again).status_code == 200
    # The access token of before is good until it runs out.
    assert customer.get("/users/profile").status_code == 200


def test_a_refresh_token_that_comes_again_much_later_ends_the_session(
    customer: Caller, guest: Caller, shop: Shop
) -> None:
    first = bearer(customer.login_answer["refresh_token"])
    fresh = guest.post("/users/refresh", headers=first).get_json()
    grace = "UPDATE settings SET value = %s WHERE setting_code = 'refresh_grace_seconds'"
    shop.admin.execute(grace, "0")
    try:
        refused(guest.post("/users/refresh", headers=first), "unauthenticated", 401)
    finally:
        shop.admin.execute(grace, "10")
    # Somebody has a copy: whoever holds the newer tokens is out as well.
    newer = bearer(fresh["refresh_token"])
    refused(guest.post("/users/refresh", headers=newer), "unauthenticated", 401)
    refused(guest.get("/users/profile", bearer(fresh["access_token"])), "unauthenticated", 401)


def test_cookies_go_with_their_session_and_not_with_their_token(app: Flask, shop: Shop) -> None:
    person = shop.customer()
    client = app.test_client()
    login = client.post(f"{BASE}/users/login", json={"email": person.email, "password": PASSWORD})
    assert login.status_code == 200
    shop.admin.execute(
        "UPDATE sessions SET revoked_at = UTC_TIMESTAMP(6) WHERE user_id = %s", person.id
    )
    gone = client.get(f"{BASE}/users/profile")
    refused(gone, "unauthenticated", 401)
    assert "access_token_cookie=;" in " ".join(gone.headers.getlist("Set-Cookie"))
    refused(client.get(f"{BASE}/users/profile"), "unauthenticated", 401)
    wrong = client.post(f"{BASE}/users/login", json={"email": person.email, "password": "x" * 9})
    refused(wrong, "unauthenticated", 401)
    assert not wrong.headers.getlist("Set-Cookie")


def test_who_may_not_is_told_so_before_what_is_wrong(
    guest: Caller, customer: Caller, shop: Shop
) -> None:
    asked = [
        ("POST", "/products", {"price": "much"}),
        ("POST", "/products", [1]),
        ("PATCH", "/products/1", {"price": 1}),
        ("POST", "/products/1/stock-entries", {"no_such_field": 1}),
        ("PATCH", "/settings/currency", {}),
    ]
    for method, path, body in asked:
        refused(guest.call(method, path, body), "unauthenticated", 401)
        refused(customer.call(method, path, body), "forbidden", 403)
    refused(customer.get("/mails?page=none"), "forbidden", 403)
    refused(guest.get("/orders?colour=red"), "unauthenticated", 401)
    refused(customer.get("/orders?colour=red"), "validation_failed", 422, "colour")
    customer.post("/users/logout")
    refused(customer.get("/orders?colour=red"), "unauthenticated", 401)


def test_logout_ends_the_session_at_once(customer: Caller) -> None:
    assert customer.post("/users/logout").status_code == 200
    refused(customer.get("/users/profile"), "unauthenticated", 401)
    refresh = bearer(customer.login_answer["refresh_token"])
    refused(Caller(customer.app).post("/users/refresh", headers=refresh), "unauthenticated", 401)


def test_tokens_that_are_none__unauthenticated(guest: Caller, customer: Caller) -> None:
    refresh = customer.login_answer["refresh_token"]
    forged = customer.login_answer["access_token"][:-4] + "AAAA"
    for token in ("", "x", "a.b.c", forged, refresh, "é" * 5):
        refused(guest.get("/users/profile", bearer(token)), "unauthenticated", 401)
    refused(guest.get("/orders"), "unauthenticated", 401)


def test_browsers_use_cookies_and_writes_need_csrf__csrf_failed(app: Flask, shop: Shop) -> None:
    client = app.test_client()
    person = shop.customer()
    login = client.post(f"{BASE}/users/login", json={"email": person.email, "password": PASSWORD})
    cookies = {each.split("=")[0]: each for each in login.headers.getlist("Set-Cookie")}
    for name in ("access_token_cookie", "refresh_token_cookie"):
        assert "HttpOnly" in cookies[name]
        assert "SameSite=Lax" in cookies[name]
    assert client.get(f"{BASE}/users/profile").get_json()["email"] == person.email
    change = {"name": "Grace"}
    refused(client.patch(f"{BASE}/users/profile", json=change), "csrf_failed", 401)
    token = client.get_cookie("csrf_access_token", path="/")
    assert token
    headers = {"X-CSRF-TOKEN": token.value}
    changed = client.patch(f"{BASE}/users/profile", json=change, headers=headers)
    assert changed.get_json()["name"] == "Grace"
    refused(client.post(f"{BASE}/users/refresh"), "csrf_failed", 401)
    token = client.get_cookie("csrf_refresh_token", path="/")
    assert token
    headers = {"X-CSRF-TOKEN": token.value}
    assert client.post(f"{BASE}/users/refresh", headers=headers).status_code == 200
    token = client.get_cookie("csrf_refresh_token", path="/")
    assert token
    headers = {"X-CSRF-TOKEN": token.value}
    assert client.post(f"{BASE}/users/logout", headers=headers).status_code == 200
    refused(client.get(f"{BASE}/users/profile"), "unauthenticated", 401)


def test_secure_cookies_where_the_configuration_says_so(config: Config, shop: Shop) -> None:
    client = create_app(replace(config, cookie_secure=True)).test_client()
    body = {"email": shop.customer().email, "password": PASSWORD}
    login = client.post(f"{BASE}/users/login", json=body)
    assert all("Secure" in each for each in login.headers.getlist("Set-Cookie"))


def test_many_tries_are_slowed_down__rate_limited(config: Config, shop: Shop) -> None:
    caller = Caller(create_app(replace(config, rate_limits=True, limit_login="3/minute")))
    body = {"email": f"{unique('nobody')}@example.com", "password": "wrong-password"}
    for _ in range(3):
        refused(caller.post("/users/login", body), "unauthenticated", 401)
    refused(caller.post("/users/login", body), "rate_limited", 429)
    other = {**body, "email": shop.customer().email}
    refused(caller.post("/users/login", other), "unauthenticated", 401)


def test_tries_are_counted_while_redis_is_away__rate_limited(config: Config) -> None:
    away = replace(
        config, rate_limits=True, limit_login="2/minute", redis_url="redis://127.0.0.1:1/0"
    )
    caller = Caller(create_app(away))
    body = {"email": f"{unique('nobody')}@example.com", "password": "wrong-password"}
    for _ in range(2):
        refused(caller.post("/users/login", body), "unauthenticated", 401)
    refused(caller.post("/users/login", body), "rate_limited", 429)


def test_who_is_not_logged_in_any_more_sees_the_shop_as_a_guest(
    app: Flask, customer: Caller, shop: Shop
) -> None:
    product = shop.product()
    dead = customer.login_answer["access_token"]
    assert customer.post("/users/logout").status_code == 200
    with app.app_context():
        expired = create_access_token("nobody", False, timedelta(minutes=-5))
    client = Caller(app)
    for token in (dead, expired, "x", "a.b.c", "é", customer.login_answer["refresh_token"]):
        for headers in (bearer(token), {"Cookie": f"access_token_cookie={token}"}):
            for path in ("/products", f"/products/{product}", "/categories", "/countries"):
                assert client.get(path, headers).status_code == 200, (path, headers)
            # A client that thinks it is logged in must not fill the cart of a guest.
            refused(client.get("/cart", headers), "unauthenticated", 401)
            item = {"product_id": product, "quantity": 1}
            assert client.post("/cart/items", item, headers).status_code == 401
            bought = {"items": [item], "address": ADDRESS, "shipping_method": "standard"}
            bought["email"] = "guest@example.com"
            assert client.post("/checkout", bought, {**headers, **client.once()}).status_code == 401
    for odd in ("Bearer", "bearer x", "BEARER a.b.c", "Bearer a, Bearer b", "Bearer a b"):
        refused(client.get("/cart", {"Authorization": odd}), "unauthenticated", 401)
        assert client.get(f"/products/{product}", {"Authorization": odd}).status_code == 200


def test_the_access_cookie_stays_when_its_token_has_expired(app: Flask, shop: Shop) -> None:
    """A browser that lost it would be a guest, and fill a guest's cart."""
    body = {"email": shop.customer().email, "password": PASSWORD}
    login = app.test_client().post(f"{BASE}/users/login", json=body)
    for cookie in login.headers.getlist("Set-Cookie"):
        assert "Max-Age=2592000" in cookie
