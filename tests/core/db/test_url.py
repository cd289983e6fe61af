"""URLs name one server and one login, whatever the password holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.db.url import build_url, parse_url

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)


@given(password=WORDS, user=WORDS, port=st.integers(1, 65535))
def test_url__round_trip(password: str, user: str, port: int) -> None:
    assert parse_url(build_url(user, password, port)) == {
        "user": user,
        "password": password,
        "host": "127.0.0.1",
        "port": port,
        "database": "store",
    }


def test_url__socket_wins() -> None:
    found = parse_url(build_url("a", "b", 3306, "/a folder/s.sock"))
    assert found["unix_socket"] == "/a folder/s.sock"
    assert "host" not in found


def test_url__another_scheme_refused() -> None:
    with pytest.raises(ValueError, match="postgres"):
        parse_url("postgres://a:b@host/store")
