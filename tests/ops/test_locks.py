"""./store db locks: who holds what for how long, without the secrets of sessions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from click.testing import CliRunner

from ops.cli_db import db
from ops.locks import masked
from tests.support.logins import Login, SqlError
from tests.support.shop import Shop


def shown() -> str:
    """What the command prints."""
    result = CliRunner().invoke(db, ["locks"])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def held(shop: Shop, as_owner: Login) -> Iterator[int]:
    """A variant whose stock a console holds."""
    variant = shop.variant(shop.product())
    as_owner.execute("START TRANSACTION")
    as_owner.rows("SELECT * FROM stock WHERE variant_id = %s FOR UPDATE", variant)
    yield variant
    as_owner.execute("ROLLBACK")


def test_holder_and_waiter_stand_in_the_table(
    in_stack_env: dict[str, str],
    shop: Shop,
    as_owner: Login,
    as_api: Login,
    held: int,
    eventually: Callable[..., None],
) -> None:
    secret = shop.staff().session
    as_api.execute("SET SESSION innodb_lock_wait_timeout = 20")

    def count() -> None:
        with suppress(SqlError):
            as_api.call("stock_count", secret, held, None, 3, "van")

    waiter = threading.Thread(target=count)
    waiter.start()
    holder = as_owner.connection.connection_id
    try:
        eventually(lambda: f" of {holder}" in shown())
        lines = {line.split()[0]: line for line in shown().splitlines()}
    finally:
        as_owner.execute("ROLLBACK")
        waiter.join()
    assert list(lines)[2] == str(holder), "whoever keeps others waiting comes first"
    assert "store_owner" in lines[str(holder)]
    assert "idle 0:00:0" in lines[str(holder)]
    waiting = lines[str(as_api.connection.connection_id)]
    assert "waits 0:00:0" in waiting
    assert f"stock PRIMARY ({held}, 1) of {holder}" in waiting
    assert secret not in "".join(lines.values())


def test_a_table_that_is_locked_is_waited_for(
    in_stack_env: dict[str, str], as_admin: Login, as_api: Login, eventually: Callable[..., None]
) -> None:
    as_admin.execute("LOCK TABLES store.settings WRITE")
    reader = threading.Thread(target=as_api.rows, args=("SELECT * FROM setting_list",))
    reader.start()
    try:
        eventually(lambda: "table" in shown().replace("(table)", "table of"))
    finally:
        as_admin.execute("UNLOCK TABLES")
        reader.join()


def test_texts_of_statements_are_masked() -> None:
    secret = "68e38ad80dc48f85d6b5837641ec31aa"
    for statement in (
        f"CALL cart_item_add('{secret}', NULL, 1, NULL, 1)",
        f"CALL session_open('a@b.example', '$2b$', '{secret}', 'o''clock', 'back\\'s', NULL)",
        f'SELECT "{secret}"',
        f"SELECT NAME_CONST('p_session',_utf8mb4'{secret}' COLLATE 'utf8mb4_bin')",
        f"CALL cart_items_add(NULL, 'cut in its middle {secret[:20]}",
    ):
        assert secret[:8] not in masked(statement)
    assert masked("CALL  order_cancel('x',\n 12)") == "CALL order_cancel('…', 12)"
