"""How much of each group of files is applied."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ops.migrations.files import read_tree
from ops.migrations.grants import declared_grants
from ops.migrations.journal import Journal
from ops.migrations.live import OBJECT_KINDS
from ops.migrations.plan import REMOVED
from ops.migrations.runner import pending
from ops.migrations.session import Session
from ops.paths import ROOT


@dataclass(frozen=True)
class Group:
    """One line of `./store db status`."""

    name: str
    applied: int
    pending: int
    changed: int
    removed: int


def status(admin_url: str, sql_dir: Path = ROOT / "sql") -> list[Group]:
    """Counts per group: applied as the file says, never applied, changed since, file gone."""
    tree = read_tree(sql_dir)
    totals = {
        "accounts": 1 if tree.accounts else 0,
        "schema": len(tree.schema),
        **{kind: len(tree.of_kind(kind)) for kind in OBJECT_KINDS},
        "seed": len(tree.seeds),
    }
    with Session(admin_url, lambda _: None) as session:
        totals["grant"] = len(declared_grants(tree, session.flavor))
        journal = Journal.read(session)
        changes = list(pending(session, journal, tree))
    groups = []
    for name, total in totals.items():
        reasons = [change.reason for change in changes if change.kind == name]
        new = reasons.count("new") + (reasons.count("") if name == "schema" else 0)
        removed = reasons.count(REMOVED)
        changed = len(reasons) - new - removed
        groups.append(Group(name, max(0, total - new - changed), new, changed, removed))
    return groups
