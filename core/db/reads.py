"""SELECTs on views: whitelisted filters and sorting, by page or by cursor.

A view whose rows belong to users is read through `owned`, one for staff through `staff`;
there is no way to read either without saying who asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core.db.client import Database
from core.db.problems import Problem
from core.db.statements import Row

PERMITTED = "SELECT 1 AS allowed FROM actor_permissions WHERE user_id = %s AND permission_code = %s"


@dataclass(frozen=True)
class View:
    """A view of the database and what may be asked of it; a filter is a condition with one %s."""

    name: str
    columns: tuple[str, ...]
    key: str = "id"
    filters: Mapping[str, str] = field(default_factory=dict)
    sorts: Mapping[str, str] = field(default_factory=dict)
    order: str = "id"


@dataclass(frozen=True)
class Selection:
    """Rows of a view that one caller may see."""

    db: Database
    view: View
    where: tuple[str, ...] = ()
    params: tuple[Any, ...] = ()

    def filtered(self, filters: Mapping[str, Any]) -> Selection:
        """The rows for which all of these filters hold; None means no filter."""
        wanted = {name: value for name, value in filters.items() if value is not None}
        conditions = tuple(self.view.filters[name] for name in wanted)
        return replace(
            self, where=self.where + conditions, params=self.params + tuple(wanted.values())
        )

    def one(self, key: object) -> Row:
        """The row with this key; not_found if the caller has none."""
        rows = replace(
            self, where=(*self.where, f"{self.view.key} = %s"), params=(*self.params, key)
        ).rows(limit=1)
        if not rows:
            raise refusal(self.db, "not_found", f"There is nothing with the id {key} here.")
        return rows[0]

    def rows(self, order: str = "", limit: int | None = None, offset: int = 0) -> list[Row]:
        """All rows, or a slice of them."""
        sql = f"SELECT {', '.join(self.view.columns)} FROM {self.view.name}{self.condition()}"
        params = self.params
        if order:
            sql += f" ORDER BY {order}"
        if limit is not None:
            sql, params = f"{sql} LIMIT %s OFFSET %s", (*params, limit, offset)
        return self.db.rows(sql, params)

    def condition(self) -> str:
        """The WHERE clause, empty where every row is meant."""
        return f" WHERE {' AND '.join(self.where)}" if self.where else ""

    def total(self, cap: int) -> Row:
        """How many rows there are, counted exactly up to a cap."""
        return capped_total(self.db, f"{self.view.name}{self.condition()}", self.params, cap)

    def page(self, sort: Sequence[str], page: int, page_size: int, cap: int) -> Row:
        """One page with its total."""
        order = order_by(self.view, sort)
        items = self.rows(order, page_size, (page - 1) * page_size)
        return {"items": items, "page": page, "page_size": page_size, **self.total(cap)}

    def after(self, cursor: int, page_size: int) -> Row:
        """The rows after a cursor, oldest first; `next` is None at the end."""
        key = self.view.key
        later = replace(self, where=(*self.where, f"{key} > %s"), params=(*self.params, cursor))
        items = later.rows(key, page_size + 1)
        has_more = len(items) > page_size
        del items[page_size:]
        return {"items": items, "next": str(items[-1][key]) if has_more else None}


def capped_total(db: Database, source: str, params: Sequence[Any], cap: int) -> Row:
    """How many rows a FROM clause gives, counted exactly up to a cap."""
    sql = f"SELECT COUNT(*) AS total FROM (SELECT 1 FROM {source} LIMIT %s) AS counted"
    counted = db.rows(sql, [*params, cap + 1])[0]["total"]
    if counted > cap:
        return {"total": cap, "total_is_at_least": True}
    return {"total": counted}


def order_by(view: View, sort: Sequence[str]) -> str:
    """ORDER BY for names such as `-price`; the key comes last, so that pages are stable."""
    parts = [
        f"{view.sorts[name.removeprefix('-')]}{' DESC' if name.startswith('-') else ''}"
        for name in sort
    ]
    return ", ".join([*parts, view.order] if parts else [view.order])


def refusal(db: Database, code: str, detail: str) -> Problem:
    """A refusal by the API itself, with status and title from the database's list."""
    known = db.problems().get(code)
    if known is None:
        return Problem(code, 500, detail=detail)
    return Problem(
        code, known.status, known.title, detail, {known.field: [detail]} if known.field else {}
    )


def public(db: Database, view: View) -> Selection:
    """Rows that anybody may see."""
    if view.name.startswith(("my_", "staff_")):
        raise ValueError(f"{view.name} is not public.")
    return Selection(db, view)


def owned(db: Database, view: View, owner_id: int) -> Selection:
    """Rows of a `my_` view that belong to this user."""
    if not view.name.startswith("my_"):
        raise ValueError(f"{view.name} has no owner.")
    return Selection(db, view, ("owner_id = %s",), (owner_id,))


def staff(db: Database, view: View, actor_id: int, permission: str) -> Selection:
    """Rows of a `staff_` view, for an actor who holds the permission."""
    if not view.name.startswith("staff_"):
        raise ValueError(f"{view.name} is not for staff.")
    require(db, actor_id, permission)
    return Selection(db, view)


def require(db: Database, actor_id: int, permission: str) -> None:
    """Refuse an actor who does not hold the permission, naming it."""
    if not permitted(db, actor_id, permission):
        raise refusal(db, "forbidden", f"You need the permission {permission}.")


def permitted(db: Database, actor_id: int, permission: str) -> bool:
    """Whether the actor holds a permission now."""
    return bool(db.rows(PERMITTED, (actor_id, permission)))
