"""Checks: silent while the promises hold, and plain about it when they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.checks import CheckError, run_checks
from tests.support.stack import Stack


def checks(folder: Path, **texts: str) -> Path:
    """A folder as sql/ is, with these checks."""
    (folder / "sql/checks").mkdir(parents=True)
    for name, text in texts.items():
        (folder / f"sql/checks/{name}.sql").write_text(text)
    return folder / "sql"


def test_what_breaks_a_promise_is_shown(stack: Stack, tmp_path: Path) -> None:
    folder = checks(
        tmp_path,
        no_bulgaria="-- Nobody is from '%s' here.\nSELECT code, '5 %' AS share FROM country_list"
        " WHERE code = 'BG';",
        silent="WITH a AS (SELECT 1 AS one) SELECT one FROM a WHERE 1 = 0;",
    )
    (violation,) = run_checks(stack.url("admin"), folder)
    assert violation.check == "no_bulgaria"
    assert violation.columns == ("code", "share")
    assert str(violation) == "no_bulgaria: 1 row\n    code=BG, share=5 %"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("DELETE FROM items;", "a check is one SELECT"),
        ("SELECT 1; SELECT 2;", "a check is one SELECT"),
        ("\n\nSELECT FROM country_list;", "checks/bad.sql:3: You have an error"),
        ("SELECT nothing FROM country_list;", "checks/bad.sql:1: Unknown column"),
    ],
)
def test_a_wrong_check_is_named(stack: Stack, tmp_path: Path, text: str, message: str) -> None:
    folder = checks(tmp_path, bad=text)
    with pytest.raises(CheckError, match=message):
        run_checks(stack.url("admin"), folder)
