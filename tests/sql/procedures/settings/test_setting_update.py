"""setting_update."""

from __future__ import annotations

import pytest

from tests.support.logins import refused
from tests.support.shop import Shop


def test_setting_update__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("setting_update", None, "currency", "EUR", None)


def test_setting_update__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.api.call("setting_update", shop.customer().session, "currency", "EUR", None)


def test_setting_update(shop: Shop) -> None:
    for value in ("61", "60"):
        row = shop.api.call("setting_update", shop.staff().session, "report_seconds", value, None)[
            0
        ]
        assert row["value"] == value


def test_setting_update__not_found(shop: Shop) -> None:
    with refused("not_found"):
        shop.api.call("setting_update", shop.staff().session, "no_such_setting", "1", None)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("report_seconds", "0"),
        ("report_seconds", "3601"),
        ("report_seconds", "abc"),
        ("report_seconds", "60\n"),
        ("time_zone", "Mars/Olympus"),
        ("currency", "euro"),
        ("currency", "eur"),
    ],
)
def test_setting_update__validation_failed(shop: Shop, setting: str, value: str) -> None:
    with refused("validation_failed"):
        shop.api.call("setting_update", shop.staff().session, setting, value, None)


def test_setting_update__precondition_failed(shop: Shop) -> None:
    staff = shop.staff().session
    version = shop.api.call("setting_update", staff, "report_seconds", "61", None)[0]["version"]
    shop.api.call("setting_update", staff, "report_seconds", "60", version)
    with refused("precondition_failed"):
        shop.api.call("setting_update", staff, "report_seconds", "61", version)
