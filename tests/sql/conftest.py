"""What the tests of the SQL share: specimens in every table, and an attacker."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from core.db.url import build_url
from tests.sql import specimens
from tests.support import stack as stacks
from tests.support.logins import Login
from tests.support.shop import Shop
from tests.support.stack import Stack

PASSWORD = "attacker-of-a-throw-away-server"


@pytest.fixture(scope="session")
def specimen_stack() -> Iterator[Stack]:
    """A stack for specimens alone: what is attacked does not depend on other tests."""
    with stacks.start() as stack:
        yield stack


@pytest.fixture(scope="session")
def specimen_shop(specimen_stack: Stack) -> Iterator[Shop]:
    """A shop with something in every table and every state."""
    shop = Shop(specimen_stack)
    specimens.fill(shop)
    assert not specimens.empty_tables(shop.admin)
    yield shop
    shop.close()


@pytest.fixture(scope="session")
def attacker_url(specimen_stack: Stack) -> str:
    """The attacker of the specimens."""
    return grant_attacker(specimen_stack, PASSWORD)


def grant_attacker(stack: Stack, password: str) -> str:
    """An account that may do what the owner may, and also read the audit."""
    admin = Login(stack.url("admin"), database="store")
    admin.execute(f"CREATE USER 'attacker'@'localhost' IDENTIFIED BY '{password}'")
    for row in admin.rows("SHOW GRANTS FOR 'store_owner'@'localhost'"):
        grant = next(iter(row.values())).split(" IDENTIFIED ")[0]
        admin.execute(grant.replace("store_owner", "attacker"))
    admin.execute("GRANT SELECT ON store_audit.* TO 'attacker'@'localhost'")
    admin.close()
    return build_url("attacker", password, stack.server.port, str(stack.server.socket))


@pytest.fixture
def as_attacker(attacker_url: str) -> Iterator[Callable[[str], Login]]:
    """`as_attacker("REPEATABLE READ")`: a connection of the attacker."""
    opened: list[Login] = []

    def connect(isolation: str) -> Login:
        opened.append(Login(attacker_url, isolation))
        return opened[-1]

    yield connect
    for login in opened:
        login.close()
