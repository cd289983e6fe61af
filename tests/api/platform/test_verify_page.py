"""The page behind the link in the verification mail."""

from __future__ import annotations

from flask import Flask

from tests.support.shop import Shop


def test_the_link_shows_a_button_and_the_button_verifies(app: Flask, shop: Shop) -> None:
    client = app.test_client()
    person = shop.register()
    token = shop.verification_token(person)
    page = client.get(f"/verify?token={token}")
    assert page.status_code == 200
    assert token in page.text
    assert "form-action 'self'" in page.headers["Content-Security-Policy"]
    verified = "SELECT verified_at FROM users WHERE user_id = %s"
    assert shop.admin.value(verified, person.id) is None
    done = client.post("/verify", data={"token": token})
    assert person.email in done.text
    assert shop.admin.value(verified, person.id)
    again = client.post("/verify", data={"token": token})
    assert again.status_code == 422
    assert "ask for a new one" in again.text


def test_nothing_of_the_link_is_trusted(app: Flask) -> None:
    client = app.test_client()
    page = client.get("/verify?token=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script" not in page.text
    assert client.get("/verify").status_code == 200
    assert client.post("/verify", data={"token": "\0" * 500}).status_code == 422
    assert client.post("/verify").status_code == 422
