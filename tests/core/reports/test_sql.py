"""Parameters are found where they are parameters, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.reports.sql import Query

FILE = Path("x.sql")


def parse(text: str, *names: str) -> Query:
    return Query.parse(text, frozenset(names), FILE)


@pytest.mark.parametrize(
    ("text", "sql", "names"),
    [
        ("SELECT :a", "SELECT %s", ("a",)),
        ("SELECT :a, :b, :a", "SELECT %s, %s, %s", ("a", "b", "a")),
        ("SELECT ':a', \":a\", `:a`", "SELECT ':a', \":a\", `:a`", ()),
        ("SELECT 'it''s :a', '\\':a', :a", "SELECT 'it''s :a', '\\':a', %s", ("a",)),
        ("SELECT DATE_FORMAT(x, '%H:%i')", "SELECT DATE_FORMAT(x, '%%H:%%i')", ()),
        ("SELECT 7 % 3", "SELECT 7 %% 3", ()),
        ("SELECT 1; -- done\n", "SELECT 1", ()),
        ("SELECT 1 -- :b it's\n, :a", "SELECT 1  \n, %s", ("a",)),
        ("-- head\nWITH x AS (SELECT 1) SELECT 1", " \nWITH x AS (SELECT 1) SELECT 1", ()),
        ("SELECT 1 /* ' \n */ + :a", "SELECT 1 \n + %s", ("a",)),
    ],
)
def test_parameters(text: str, sql: str, names: tuple[str, ...]) -> None:
    """Strings, names in quotes and comments are left alone; lines keep their numbers."""
    query = parse(text, "a", "b")
    assert (query.text, query.names) == (sql, names)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("SELECT 1,\n:unknown", 2, ":unknown is no filter"),
        ("SELECT 1;\nSELECT 2", 1, "one SELECT"),
        ("DELETE FROM users", 1, "one SELECT"),
        ("", 1, "one SELECT"),
        ("-- nothing", 1, "one SELECT"),
    ],
)
def test_mistakes_have_their_line(text: str, line: int, words: str) -> None:
    """What is no report query is refused, and where."""
    with pytest.raises(ValueError) as caught:
        parse(text, "a")
    assert caught.value.args[0] == line
    assert words in caught.value.args[1]
