"""A broken tree is refused before any server is touched."""

from __future__ import annotations

import pytest

from ops.migrations import MigrationError, new
from ops.migrations.files import read_tree
from tests.ops.migrations.shop import SqlTree, answer_sql, guard_sql, view_sql


def test_read_tree(tree: SqlTree) -> None:
    tree.write("views/names.sql", view_sql("names", "SELECT label FROM items"))
    tree.write("grants.sql", "GRANT SELECT ON items TO store_api;")
    found = read_tree(tree.path)
    assert sorted(found.objects) == [
        ("procedure", "answer"),
        ("procedure", "fail"),
        ("trigger", "items__before_insert"),
        ("view", "names"),
    ]
    trigger = found.objects["trigger", "items__before_insert"]
    assert (trigger.table, trigger.timing, trigger.event) == ("items", "BEFORE", "INSERT")
    assert "TRIGGER other\nBEFORE INSERT" in trigger.renamed("other")
    assert str(trigger.file.path) == "sql/triggers/items__before_insert.sql"
    assert len(found.objects["procedure", "answer"].grants) == 1
    assert found.grants is not None
    assert found.accounts is not None


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("procedures/other.sql", answer_sql(1), r"other.sql:3: .* must be named answer.sql"),
        ("procedures/b/answer.sql", answer_sql(1), "is declared by .* too"),
        ("views/answer.sql", answer_sql(1), "CREATE VIEW is expected"),
        ("views/none.sql", "-- nothing\n", "one CREATE is expected, 0 found"),
        ("views/v.sql", "INSERT INTO t VALUES (1);", "only DROP, CREATE and GRANT"),
        ("triggers/t.sql", "CREATE TRIGGER t EVERY INSERT ON a SET @a = 1;", "BEFORE or AFTER"),
        ("schema/first.sql", "SELECT 1;", "is named NNNN_name.sql"),
        ("schema/0001_z.sql", "SELECT 1;", "has the same number as 0001_shop.sql"),
        ("seed/reference/a.sql", "\nDROP TABLE items;", "a.sql:2: a seed file holds only"),
        ("views/v.sql", "\nSELECT 'open", "v.sql:2: unfinished '"),
    ],
)
def test_refused(tree: SqlTree, name: str, text: str, message: str) -> None:
    if name == "procedures/b/answer.sql":
        tree.write("procedures/a/answer.sql", text)
    tree.write(name, text)
    with pytest.raises(MigrationError, match=message):
        read_tree(tree.path)


def test_not_utf8(tree: SqlTree) -> None:
    (tree.path / "triggers/items__before_insert.sql").write_bytes(b"\xff" + guard_sql(1).encode())
    with pytest.raises(MigrationError, match="is not UTF-8 text"):
        read_tree(tree.path)


def test_new(tree: SqlTree) -> None:
    assert new("Gift cards!", tree.path).name == "0002_gift_cards.sql"
    assert new("x", tree.path).name == "0003_x.sql"
    assert read_tree(tree.path).schema[1].statements == ()
    with pytest.raises(MigrationError):
        new("!!", tree.path)
