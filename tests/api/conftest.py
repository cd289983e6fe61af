"""The application on the servers of this run, and people who call it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask

from api import create_app
from core.config import Config
from tests.api.caller import Caller
from tests.support.shop import Person, Shop


@pytest.fixture(scope="session")
def config(stack_env: dict[str, str]) -> Config:
    """The configuration of this run: no limits but where a test sets them."""
    return replace(Config.from_environment(stack_env), rate_limits=False)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords(shop: Shop) -> None:
    """Nobody waits for a new password: the cost that root may set is below what staff may."""
    shop.admin.execute(
        "UPDATE settings SET min_value = 4, value = '4' WHERE setting_code = 'password_cost'"
    )


@pytest.fixture(scope="session")
def app(config: Config) -> Iterator[Flask]:
    """The application."""
    yield create_app(config)


@pytest.fixture
def as_person(app: Flask) -> Callable[[Person], Caller]:
    """`as_person(person)`: a client who is logged in."""
    return lambda person: Caller(app, person)


@pytest.fixture
def guest(app: Flask) -> Caller:
    """A client who is not logged in."""
    return Caller(app)


@pytest.fixture
def customer(app: Flask, shop: Shop) -> Caller:
    """A verified customer with an empty cart, logged in."""
    return Caller(app, shop.customer())


@pytest.fixture
def admin(app: Flask, shop: Shop) -> Caller:
    """A member of staff who may do everything, logged in."""
    return Caller(app, shop.staff("admin"))


@pytest.fixture
def support(app: Flask, shop: Shop) -> Caller:
    """A member of staff who may do little, logged in."""
    return Caller(app, shop.staff("support"))
