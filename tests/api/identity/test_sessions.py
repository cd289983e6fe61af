"""Logging in, staying in, getting out."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace

from flask import Flask

from api import create_app
from core.config import Config
from tests.api.caller import BASE, Caller, refused
from tests.support.shop import PASSWORD, Shop, unique


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


def test_login_takes_as_long_for_an_unknown_user(config: Config, shop: Shop) -> None:
    slow = Caller(create_app(replace(config, bcrypt_rounds=9)))
    known = shop.customer().email
    shop.admin.execute(
        "UPDATE user_credentials SET password_hash = %s WHERE user_id = "
        "(SELECT user_id FROM users WHERE email = %s)",
        "$2b$09$Pz6g3rTPzJH3zvMS1y0kkeQ4dXGbDGqHPBFfEsmPJtKvxVcS9sDCe",
        known,
    )
    spent: dict[str, list[float]] = {known: [], f"{unique('nobody')}@example.com": []}
    for _ in range(7):
        for email, seconds in spent.items():
            began = time.thread_time()
            slow.post("/users/login", {"email": email, "password": "wrong-password"})
            seconds.append(time.thread_time() - began)
    first, second = (statistics.median(seconds) for seconds in spent.values())
    assert 0.5 < first / second < 2


def test_refresh_rotates_and_a_used_token_ends_the_session(customer: Caller, guest: Caller) -> None:
    first = customer.login_answer["refresh_token"]
    answer = guest.post("/users/refresh", headers=bearer(first))
    assert answer.status_code == 200
    fresh = answer.get_json()
    assert guest.get("/users/profile", bearer(fresh["access_token"])).status_code == 200
    refused(guest.post("/users/refresh", headers=bearer(first)), "unauthenticated", 401)
    # Somebody has a copy: whoever holds the newer tokens is out as well.
    refused(
        guest.post("/users/refresh", headers=bearer(fresh["refresh_token"])), "unauthenticated", 401
    )
    refused(guest.get("/users/profile", bearer(fresh["access_token"])), "unauthenticated", 401)


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
