"""The splitter cuts as the stock client does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.migrations import MigrationError
from ops.migrations.splitter import effective, split


def texts(sql: str) -> list[str]:
    return [statement.text for statement in split(sql)]


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("", []),
        (" ;\n;; ", []),
        ("SELECT 1; SELECT 2", ["SELECT 1", "SELECT 2"]),
        ("SELECT 'a;b'; SELECT 2;", ["SELECT 'a;b'", "SELECT 2"]),
        ("SELECT 'it''s;'; SELECT 2;", ["SELECT 'it''s;'", "SELECT 2"]),
        (r"SELECT 'it\'s;'; SELECT 2;", [r"SELECT 'it\'s;'", "SELECT 2"]),
        (r"SELECT 'c:\\'; SELECT 2;", [r"SELECT 'c:\\'", "SELECT 2"]),
        ('SELECT "a;""b;"; SELECT 2;', ['SELECT "a;""b;"', "SELECT 2"]),
        ("SELECT `a;``b`; SELECT 2;", ["SELECT `a;``b`", "SELECT 2"]),
        ("-- one; two\nSELECT 1;", ["SELECT 1"]),
        ("# one; 'two\nSELECT 1;", ["SELECT 1"]),
        ("/* one; 'two */ SELECT 1;", ["SELECT 1"]),
        ("SELECT 1 -- it's\n+ 1;", ["SELECT 1 -- it's\n+ 1"]),
        ("SELECT 5--1;", ["SELECT 5--1"]),
        ("SELECT 1;\n--\n-- last", ["SELECT 1"]),
        ("/*!80000 SET @a = 1; */; SELECT 2;", ["/*!80000 SET @a = 1; */", "SELECT 2"]),
        ("/*M! SET @a = 1 */;", ["/*M! SET @a = 1 */"]),
        ("DELIMITER $$\nBEGIN a; b; END$$\ndelimiter ;\nc;", ["BEGIN a; b; END", "c"]),
        ("DELIMITER //\na; -- x // y\nb//\n", ["a; -- x // y\nb"]),
        ("SELECT 'x\nDELIMITER $$\n';", ["SELECT 'x\nDELIMITER $$\n'"]),
    ],
)
def test_split(sql: str, expected: list[str]) -> None:
    assert texts(sql) == expected


def test_lines_are_those_of_the_file() -> None:
    sql = "-- head\n\nSELECT\n1;\n\n-- why\nSELECT 2;\nDELIMITER $$\n\n  SELECT 3$$"
    assert [statement.line for statement in split(sql)] == [3, 7, 10]


@pytest.mark.parametrize(
    ("sql", "line"),
    [
        ("SELECT 1;\nSELECT 'open;\n", 2),
        ("SELECT 1;\n\n/* open", 3),
        ("SELECT `open", 1),
        ("SELECT 1\nDELIMITER $$\n", 2),
        ("DELIMITER\n", 1),
    ],
)
def test_broken_text_names_its_line(sql: str, line: int) -> None:
    with pytest.raises(MigrationError) as caught:
        split(sql)
    assert caught.value.line == line


@given(st.lists(st.text(alphabet=" ;'\\`\"-#/*\nab", max_size=12), max_size=5))
def test_quoted_text_never_splits(parts: list[str]) -> None:
    quoted = ["'" + part.replace("\\", "\\\\").replace("'", "''") + "'" for part in parts]
    statements = [f"SELECT {text}" for text in quoted]
    assert texts(";".join(statements)) == statements


@pytest.mark.parametrize(
    ("sql", "mysql", "mariadb"),
    [
        ("/*!80000 SET a */", "SET a", ""),
        ("/*M!101100 SET a */", "", "SET a"),
        ("/*! SET a */", "SET a", "SET a"),
        ("SELECT 1 /* no */ + '/* yes */' -- end", "SELECT 1   + '/* yes */'", None),
    ],
)
def test_effective(sql: str, mysql: str, mariadb: str | None) -> None:
    assert effective(sql, "mysql") == mysql
    assert effective(sql, "mariadb") == (mysql if mariadb is None else mariadb)
