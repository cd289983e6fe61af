"""The demo shop: complete, true to its word, and the same when it is loaded again."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import bcrypt
import pytest
from PIL import Image

from core.checks import run_checks
from ops import demo
from ops.database import connect
from ops.demo import history, passwords, pictures
from ops.imports.calls import Import
from ops.local.environment import PUBLISHED_PASSWORD
from tests.support import stack as stacks
from tests.support.logins import Login
from tests.support.stack import Stack

PASSWORD = "only-for-this-test"
SESSION = "STORE_IMPORTER_SESSION"
LOGINS = ["customer", *(f"customer{number}" for number in range(1, 65))]


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="module")
def demo_stack(media: Path) -> Iterator[Stack]:
    with stacks.start() as running:
        demo.load(running.url("owner"), running.env[SESSION], lambda _: None, PASSWORD, media)
        yield running


@pytest.fixture
def rows(demo_stack: Stack) -> Iterator[Callable[..., list[dict[str, Any]]]]:
    admin = Login(demo_stack.url("admin"), database="store")
    yield admin.rows
    admin.close()


Rows = Callable[..., list[dict[str, Any]]]


def test_it_is_as_large_as_promised(rows: Rows) -> None:
    found = rows(
        "SELECT (SELECT COUNT(*) FROM products) AS products,"
        " (SELECT COUNT(*) FROM users WHERE NOT is_staff AND NOT is_service) AS customers,"
        " (SELECT COUNT(*) FROM orders WHERE is_imported) AS history,"
        " (SELECT COUNT(*) FROM categories WHERE parent_category_id IS NOT NULL) AS children"
    )[0]
    assert found == {"products": 62, "customers": 200, "history": 2000, "children": 13}


def test_every_promise_holds(demo_stack: Stack) -> None:
    assert run_checks(demo_stack.url("admin")) == []


def test_history_owes_no_mail_and_moves_no_stock(rows: Rows) -> None:
    assert not rows("SELECT 1 FROM events INNER JOIN orders USING (order_id) WHERE is_imported")
    assert not rows("SELECT 1 FROM events WHERE user_id IS NOT NULL")
    assert not rows(
        "SELECT 1 FROM stock_entries INNER JOIN orders USING (order_id) WHERE is_imported"
    )


def test_orders_stand_at_every_step_of_the_flow(rows: Rows) -> None:
    found = {row["order_status_code"] for row in rows("SELECT order_status_code FROM orders")}
    assert found >= {
        "ready_for_paying",
        "paid",
        "processed",
        "shipped",
        "delivered",
        "cancelled",
        "refunded",
    }


def test_history_reaches_from_half_a_year_ago_until_now(rows: Rows) -> None:
    found = rows(
        "SELECT DATEDIFF(UTC_DATE(), MIN(placed_at)) AS oldest,"
        " DATEDIFF(UTC_DATE(), MAX(placed_at)) AS newest,"
        " SUM(placed_at > UTC_TIMESTAMP()) AS ahead FROM orders WHERE is_imported"
    )[0]
    assert 175 <= found["oldest"] <= 184
    assert found["newest"] <= 1
    assert found["ahead"] == 0
    assert not rows("SELECT 1 FROM order_status_changes WHERE changed_at > UTC_TIMESTAMP(6)")


def test_logins_are_verified_and_have_an_address_and_the_password(rows: Rows) -> None:
    found = rows(
        "SELECT u.email, u.verified_at, c.salt, HEX(c.output_hash) AS output_hash,"
        " COUNT(a.address_id) AS addresses"
        " FROM users AS u INNER JOIN user_credentials AS c USING (user_id)"
        " LEFT JOIN addresses AS a USING (user_id)"
        " GROUP BY u.user_id, c.user_id"
    )
    names = {row["email"].split("@")[0] for row in found}
    assert names == {"admin", "manager", "support", *LOGINS}
    assert all(row["verified_at"] and row["addresses"] for row in found)
    ((salt, proof),) = {(row["salt"], row["output_hash"]) for row in found}
    output = bcrypt.hashpw(PASSWORD.encode(), salt.encode())
    assert sha256(output).hexdigest().upper() == proof


def test_a_t_shirt_comes_in_sizes_and_colours(rows: Rows) -> None:
    """Each with a stock of its own, a price that may differ, and a history."""
    found = rows(
        "SELECT v.label, v.price_amount, s.on_hand_qty, COUNT(l.order_id) AS times"
        " FROM variants AS v INNER JOIN products AS p USING (product_id)"
        " INNER JOIN stock AS s ON v.variant_id = s.variant_id"
        " LEFT JOIN order_lines AS l ON v.variant_id = l.variant_id"
        " WHERE p.slug = 'market-t-shirt' GROUP BY v.variant_id, s.on_hand_qty"
        " ORDER BY v.position"
    )
    assert len(found) == 11
    assert found[0]["label"] == "S / Natural"
    assert {row["label"]: str(row["price_amount"]) for row in found}["XL / Navy"] == "32.00"
    assert all(row["on_hand_qty"] > 0 for row in found)
    assert sum(row["times"] for row in found) > 20


def test_nobody_stays_logged_in(rows: Rows) -> None:
    """The sessions in which the demo was made have ended."""
    assert not rows(
        "SELECT 1 FROM session_actors INNER JOIN users USING (user_id) WHERE NOT is_service"
    )


def test_the_administrator_may_what_administrators_may(rows: Rows) -> None:
    roles = rows(
        "SELECT role_code, is_staff FROM users INNER JOIN user_roles USING (user_id)"
        " WHERE email = 'admin@storekeeper.example'"
    )
    assert roles == [{"role_code": "admin", "is_staff": 1}]


def test_every_product_has_its_picture_on_the_disk(rows: Rows, media: Path) -> None:
    paths = [row["path"] for row in rows("SELECT path FROM product_images")]
    assert len(paths) == 62
    for path in paths:
        with Image.open(media / path) as picture:
            assert (picture.format, picture.size) == ("PNG", (600, 600))


def test_a_second_load_changes_nothing(demo_stack: Stack, rows: Rows, media: Path) -> None:
    entries = "SELECT COUNT(*) AS n, MAX(entry_id) AS last FROM store_audit.entries"
    before = rows(entries)
    said: list[str] = []
    demo.load(demo_stack.url("owner"), demo_stack.env[SESSION], said.append, PASSWORD, media)
    assert rows(entries) == before
    assert said == []


def test_a_load_that_was_cut_short_is_completed(media: Path) -> None:
    with stacks.start() as stack:
        source = Import(connect(stack.url("owner")), stack.env[SESSION], demo.SOURCE)
        source.products(demo.seed_rows("categories"), demo.seed_rows("products")[:20])
        source.connection.close()
        demo.load(stack.url("owner"), stack.env[SESSION], lambda _: None, PASSWORD, media)
        admin = Login(stack.url("admin"), database="store")
        assert admin.rows("SELECT COUNT(*) AS n FROM products") == [{"n": 62}]
        assert admin.rows("SELECT COUNT(*) AS n FROM orders WHERE is_imported") == [{"n": 2000}]
        admin.close()
        assert run_checks(stack.url("admin")) == []


def test_pictures_and_history_are_the_same_every_time(tmp_path: Path) -> None:
    for name in ("first", "second"):
        pictures.draw(tmp_path / f"{name}.png", "teapot", "#35525c")
    assert (tmp_path / "first.png").read_bytes() == (tmp_path / "second.png").read_bytes()
    products = demo.seed_rows("products")
    now = datetime(2026, 6, 1, 12, 0)
    first, second = (history.orders(random.Random(1), products, now) for _ in range(2))
    assert json.dumps(first) == json.dumps(second)
    assert len({order["reference"] for order in first}) == history.ORDERS


def test_a_published_password_is_withdrawn(demo_stack: Stack) -> None:
    """Where strangers reach the shop: from the logins that have it, and from no other."""
    admin = Login(demo_stack.url("admin"), database="store")
    logins = ("admin@storekeeper.example", "customer@storekeeper.example")
    published = bcrypt.hashpw(PUBLISHED_PASSWORD.encode(), bcrypt.gensalt(4)).decode()
    admin.execute(
        "UPDATE user_credentials INNER JOIN users USING (user_id)"
        " SET salt = LEFT(%s, 29), output_hash = UNHEX(SHA2(%s, 256)) WHERE email IN (%s, %s)",
        published,
        published,
        *logins,
    )
    found = passwords.drifts(demo_stack.url("admin"), "0.0.0.0")
    assert [drift.name for drift in found] == [*logins]
    assert "has the published password, and the API listens on 0.0.0.0" in str(found[0])
    said: list[str] = []
    passwords.withdraw(demo_stack.url("owner"), "another-one", said.append)
    assert len(said) == 1
    assert passwords.drifts(demo_stack.url("admin"), "0.0.0.0") == []
    for login, password in ((logins[0], "another-one"), ("manager@storekeeper.example", PASSWORD)):
        row = admin.rows(
            "SELECT salt, HEX(output_hash) AS output_hash FROM user_credentials"
            " INNER JOIN users USING (user_id) WHERE email = %s",
            login,
        )[0]
        output = bcrypt.hashpw(password.encode(), row["salt"].encode())
        assert sha256(output).hexdigest().upper() == row["output_hash"]
    passwords.withdraw(demo_stack.url("owner"), "a third one", said.append)
    assert len(said) == 1
    admin.close()
