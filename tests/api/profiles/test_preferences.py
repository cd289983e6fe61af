"""How somebody likes pages and files, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.caller import Caller


def test_they_are_those_of_rfc_4180_until_they_are_changed(customer: Caller) -> None:
    """Each is changed alone, and the language is that of the profile."""
    path = "/users/preferences"
    usual = {"language": "en", "csv_delimiter": ",", "csv_decimal": ".", "csv_bom": True}
    assert customer.get(path).get_json() == usual
    changed = {"csv_delimiter": ";", "csv_decimal": ",", "language": "bg"}
    assert customer.patch(path, changed).get_json() == {**usual, **changed}
    assert customer.patch(path, {"csv_bom": False}).get_json() == {
        **usual,
        **changed,
        "csv_bom": False,
    }
    assert customer.get("/users/profile").get_json()["language"] == "bg"


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"csv_delimiter": "|"}, "csv_delimiter"),
        ({"csv_decimal": ","}, "csv_decimal"),
        ({"csv_bom": "yes"}, "csv_bom"),
        ({"language": "de"}, "language"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_no_file_can_be_is_refused(
    customer: Caller, wanted: dict[str, Any], field: str
) -> None:
    """The answer names the field."""
    answer = customer.patch("/users/preferences", wanted)
    assert answer.status_code == 422
    assert field in answer.get_json()["errors"]
