"""Settings that staff edit."""

from __future__ import annotations

import pytest

from tests.api.caller import Caller, refused


def test_settings_are_listed_and_changed(admin: Caller) -> None:
    found = {each["code"]: each for each in admin.get("/settings").get_json()["items"]}
    setting = found["cart_line_limit"]
    assert setting["type"] == "integer"
    changed = admin.patch("/settings/cart_line_limit", {"value": setting["value"]})
    assert changed.get_json()["value"] == setting["value"]


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("cart_line_limit", "0"),
        ("cart_line_limit", "many"),
        ("cart_line_limit", "1.5"),
        ("time_zone", "Mars/Olympus"),
        ("currency", "euro"),
    ],
)
def test_values_out_of_bounds__validation_failed(code: str, value: str, admin: Caller) -> None:
    answer = admin.patch(f"/settings/{code}", {"value": value})
    refused(answer, "validation_failed", 422, "value")


def test_unknown_setting__not_found(admin: Caller) -> None:
    refused(admin.patch("/settings/no_such_setting", {"value": "1"}), "not_found", 404)


def test_only_with_permission__forbidden(customer: Caller, support: Caller) -> None:
    for caller in (customer, support):
        body = refused(caller.get("/settings"), "forbidden", 403)
        assert "settings.read" in body["detail"]
        refused(caller.patch("/settings/currency", {"value": "USD"}), "forbidden", 403)
