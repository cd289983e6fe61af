"""CALLs on a connection that goes on: imports and the demo shop."""

from __future__ import annotations

from contextlib import closing

import pytest
from mysql.connector import DatabaseError

from ops.database import connect
from ops.imports.calls import call
from tests.support.logins import Login
from tests.support.shop import HALF
from tests.support.stack import Stack


def test_what_a_call_leaves_open_is_not_committed_by_the_next(
    stack: Stack, as_admin: Login, half_done: str
) -> None:
    with closing(connect(stack.url("worker"))) as connection:
        with pytest.raises(DatabaseError, match="not_found"):
            call(connection, half_done)
        connection.cmd_query("START TRANSACTION")
        connection.cmd_query("COMMIT")
    assert not as_admin.value(HALF)
