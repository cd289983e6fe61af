"""Sessions of the processes that keep the audit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.shop import Shop


@pytest.fixture
def session_with(shop: Shop) -> Callable[[str], str]:
    """`session_with("clock.run")`: the session of somebody who may do that."""

    def permitted(permission: str) -> str:
        person = shop.staff()
        shop.admin.execute(
            "INSERT INTO permissions (permission_code, subsystem_code, title)"
            " VALUES (%s, 'audit', 'x') ON DUPLICATE KEY UPDATE title = title",
            permission,
        )
        shop.admin.execute(
            "INSERT INTO role_permissions (role_code, permission_code) VALUES ('admin', %s)"
            " ON DUPLICATE KEY UPDATE role_code = role_code",
            permission,
        )
        return str(person.id)

    return permitted
