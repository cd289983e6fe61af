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


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("tax_rate", "0"),
        ("tax_rate", "7.5"),
        ("tax_rate", "100.00"),
        ("time_zone", "America/Argentina/Buenos_Aires"),
        ("time_zone", "UTC"),
        ("shipping_method", "express"),
        ("shop_name", "Магазин № 1"),
    ],
)
def test_setting_update__what_readers_take(shop: Shop, setting: str, value: str) -> None:
    with shop.setting(setting, value):
        query = "SELECT value FROM settings WHERE setting_code = %s"
        assert shop.admin.value(query, setting) == value


def test_setting_update__currency_in_use(shop: Shop) -> None:
    shop.paid_order()
    with refused("currency_in_use"):
        shop.api.call("setting_update", shop.staff().session, "currency", "USD", None)


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
        ("report_seconds", " 60"),
        ("report_seconds", "060"),
        ("report_seconds", "6e1"),
        ("tax_rate", "abc"),
        ("tax_rate", "-1"),
        ("tax_rate", "100.01"),
        ("tax_rate", "20.005"),
        ("tax_rate", "20,5"),
        ("tax_rate", ""),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "+02:00"),
        ("time_zone", "SYSTEM"),
        ("time_zone", "utc"),
        ("time_zone", "europe/sofia"),
        ("time_zone", "Europe/Sofia "),
        ("currency", "euro"),
        ("currency", "eur"),
        ("currency", "EUR "),
        ("shipping_method", "teleport"),
        ("shipping_method", "Standard"),
        ("shipping_method", "standard "),
        ("shop_name", ""),
        ("shop_name", " Storekeeper"),
        ("shop_name", "Storekeeper\r\nBcc: all@example.com"),
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
