"""In every table: no control characters in what people write, and one form of addresses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sql.tables import TEXTS, Column, Table, listed, read
from tests.support.logins import Login, SqlError, refused
from tests.support.shop import Shop, unique

CHECK_VIOLATED = (3819, 4025)
# What would end a line in a header or in a file, or is seen by no reader.
NEVER = ["\x00", "\x08", "\x1b", "\x7f", "\x85", "\u2028", "\u2029"]
LINES = ["\t", "\n", "\r\n"]
# What people write at length.
AT_LENGTH = {
    ("orders", "customer_note"),
    ("order_status_changes", "note"),
    ("payment_entries", "note"),
    ("products", "description"),
    ("stock_entries", "note"),
}
# No person fills these: the names of tables and columns, what the server says of itself or of
# a login, what triggers copy from elsewhere, and the words of another server.
NOT_BY_PEOPLE = {
    "db_user",
    "file_name",
    "label",
    "last_error",
    "lease_token",
    "occasion",
    "owner_column",
    "table_name",
    "column_name",
    "time_zone_name",
}
COPIED = {
    ("categories", "path"),
    ("mails", "recipient"),
    ("order_lines", "name"),
    ("order_lines", "sku"),
    ("products", "sku"),
}
# The texts of an order are looked at in a guest's draft: those of a user are looked at in the row
# of the user, and once an order is placed a trigger keeps them as they are.
LOOKED_AT = {"orders": "user_id = NULL, status_seq = 0"}
OPEN = {name for name, guard in listed().items() if guard == "open"}


@pytest.fixture(scope="module")
def root(specimen_shop: Shop) -> Iterator[Login]:
    """root, on tables with rows."""
    yield specimen_shop.admin


def filled_by_people(table: Table) -> list[Column]:
    """Codes are looked up, all other texts somebody writes."""
    return [
        column
        for name, column in table.columns.items()
        if column.kind in TEXTS
        and not name.endswith("_code")
        and name not in NOT_BY_PEOPLE
        and (table.name, name) not in COPIED
    ]


def takes(root: Login, table: str, column: Column, text: str) -> bool:
    """Whether a row of a table without triggers may hold this text."""
    most = (column.max_length or 65535) - len(text)
    try:
        root.execute(f"UPDATE {table} SET {column.name} = CONCAT(LEFT('x', {most}), %s)", text)
    except SqlError as error:
        assert error.errno in CHECK_VIOLATED, error
        return False
    return True


@pytest.mark.parametrize("name", sorted(listed().keys() - OPEN))
def test_no_text_holds_control_characters(name: str, root: Login) -> None:
    table = read(root, name)
    columns = filled_by_people(table)
    copy = unique("copy").replace("-", "_")
    # A copy has the checks of a table, and no trigger that would refuse for another reason.
    root.execute(f"CREATE TABLE {copy} LIKE {name}")
    try:
        root.execute(f"INSERT INTO {copy} SELECT * FROM {name} LIMIT 1")
        if change := LOOKED_AT.get(name):
            root.execute(f"UPDATE {copy} SET {change}")
        for column in columns:
            may_have_lines = (name, column.name) in AT_LENGTH
            taken = [text for text in NEVER + LINES if takes(root, copy, column, text)]
            assert taken == (LINES if may_have_lines else []), f"{name}.{column.name}"
    finally:
        root.execute(f"DROP TABLE {copy}")


@pytest.mark.parametrize(
    "email",
    [
        "Ada@example.com",
        "ada@Example.com",
        " ada@example.com",
        "ada@example.com ",
        "ada @example.com",
        "ada@example.com\n",
        "ada\x00@example.com",
        "ada@b\u00fccher.example",
        "\u0430da@example.com",
        "ada@example",
        "ada@@example.com",
        "<ada@example.com>",
        "ada@example.com,bob@example.com",
        "@example.com",
        f"{'a' * 65}@example.com",
        "",
    ],
)
def test_an_address_stands_in_one_form(email: str, shop: Shop) -> None:
    with refused("validation_failed"):
        shop.admin.execute(
            "INSERT INTO users (email, name, country_code) VALUES (%s, 'Ada', 'BG')", email
        )
    with refused("validation_failed"):
        shop.admin.execute("UPDATE users SET email = %s WHERE user_id = %s", email, shop.staff().id)
    with refused("validation_failed"):
        shop.admin.execute("INSERT INTO orders (email) VALUES (%s)", email)


def test_a_blank_at_its_end_makes_another_captcha(shop: Shop) -> None:
    """Compared without padding, whatever it is compared with."""
    captcha, count = shop.captcha(), "SELECT COUNT(*) FROM captchas WHERE captcha_id = %s"
    assert (shop.admin.value(count, captcha), shop.admin.value(count, f"{captcha} ")) == (1, 0)
