"""SELECTs on views: whitelisted filters and sorting, by page or by cursor.

What is private is read by the secret of the session that asks, in one SELECT: it finds the
asker, asks for the permission and reads the rows. There is no way to read it without saying
who asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core.db.client import Database
from core.db.problems import Problem
from core.db.statements import Row

ASKER = "SELECT a.user_id FROM session_actors AS a WHERE a.secret_hash = UNHEX(SHA2(%s, 256))"
# One value, read before the rows: as EXISTS it would be joined with them, and the list sorted.
HOLDS = (
    "(SELECT COUNT(*) FROM actor_permissions AS p"
    f" WHERE p.user_id = ({ASKER}) AND p.permission_code = %s) > 0"
)
HELD = (
    "SELECT s.user_id, p.permission_code FROM session_actors AS s"
    " LEFT JOIN actor_permissions AS p ON p.user_id = s.user_id"
    " WHERE s.secret_hash = UNHEX(SHA2(%s, 256))"
)


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
class Part:
    """Rows of a view for which all conditions hold."""

    view: View
    where: tuple[str, ...] = ()
    params: tuple[Any, ...] = ()

    def but(self, conditions: Sequence[str], params: Sequence[Any]) -> Part:
        """Those of the rows for which these conditions hold too."""
        return replace(self, where=(*self.where, *conditions), params=(*self.params, *params))

    def select(self, columns: Sequence[str], tail: str = "") -> str:
        """The SELECT of these rows; a column that the view does not have is NULL."""
        known = [name if name in self.view.columns else f"NULL AS {name}" for name in columns]
        where = f" WHERE {' AND '.join(self.where)}" if self.where else ""
        return f"SELECT {', '.join(known)} FROM {self.view.name}{where}{tail}"


@dataclass(frozen=True)
class Asked:
    """Rows that the holder of a session may see; at most one of the parts has any."""

    db: Database
    session: str
    parts: tuple[Part, ...]
    permission: str | None = None
    is_refused_without: bool = True

    @property
    def view(self) -> View:
        """The view whose columns the rows have."""
        return self.parts[0].view

    def filtered(self, filters: Mapping[str, Any]) -> Asked:
        """The rows for which all of these filters hold; None means no filter."""
        wanted = {name: value for name, value in filters.items() if value is not None}
        return self._but([self.view.filters[name] for name in wanted], [*wanted.values()])

    def one(self, key: object) -> Row:
        """The row with this key; not_found if the caller has none."""
        rows = self._but([f"{self.view.key} = %s"], [key]).rows(limit=1)
        if not rows:
            raise nothing(self.db, key)
        return rows[0]

    def rows(self, order: str = "", limit: int | None = None) -> list[Row]:
        """All rows, or the first of them."""
        return self._read(order, limit)[0]

    def page(self, sort: Sequence[str], page: int, page_size: int, cap: int) -> Row:
        """One page with its total, counted exactly up to a cap."""
        order = order_by(self.view, sort)
        items, counted = self._read(order, page_size, (page - 1) * page_size, cap)
        return {"items": items, "page": page, "page_size": page_size, **capped(counted, cap)}

    def after(self, cursor: int, page_size: int) -> Row:
        """The rows after a cursor, oldest first; `next` is None at the end."""
        key = self.view.key
        items = self._but([f"{key} > %s"], [cursor]).rows(key, page_size + 1)
        has_more = len(items) > page_size
        del items[page_size:]
        return {"items": items, "next": str(items[-1][key]) if has_more else None}

    def _but(self, conditions: Sequence[str], params: Sequence[Any]) -> Asked:
        return replace(self, parts=tuple(each.but(conditions, params) for each in self.parts))

    def _read(
        self, order: str, limit: int | None, offset: int = 0, cap: int | None = None
    ) -> tuple[list[Row], int]:
        """The rows, and where there is a cap how many there are in all."""
        allowed, total = "TRUE", "0"
        given: list[Any] = []
        if self.permission:
            allowed = HOLDS
            given += [self.session, self.permission]
        if cap is not None:
            total = (
                f"SELECT COUNT(*) FROM ({self._union((self.view.key,), ' LIMIT %s')}) AS counted"
            )
            given += self._given(cap + 1)
        columns = self.view.columns
        # Each part walks an index and stops after the page; only these rows are sorted again.
        tail = (f" ORDER BY {order}" if order else "") + (" LIMIT %s OFFSET %s" if limit else "")
        found = self._union(columns, tail)
        given += self._given(*((limit, offset) if limit else ()))
        sql = (
            f"SELECT {allowed} AS asker_is_allowed, ({total}) AS asker_total,"
            f" {', '.join(f'v.{name}' for name in columns)}"
            f" FROM session_actors AS s LEFT JOIN ({found}) AS v ON TRUE"
            " WHERE s.secret_hash = UNHEX(SHA2(%s, 256))" + (f" ORDER BY {order}" if order else "")
        )
        return self._checked(self.db.rows(sql, [*given, self.session]))

    def _union(self, columns: Sequence[str], tail: str) -> str:
        selects = [each.select(columns, tail) for each in self.parts]
        return selects[0] if len(selects) == 1 else " UNION ALL ".join(f"({s})" for s in selects)

    def _given(self, *tail: Any) -> list[Any]:
        return [value for each in self.parts for value in (*each.params, *tail)]

    def _checked(self, rows: list[Row]) -> tuple[list[Row], int]:
        if not rows:
            raise ended(self.db)
        if not rows[0]["asker_is_allowed"] and self.is_refused_without:
            raise missing(self.db, self.permission)
        counted = int(rows[0]["asker_total"])
        for row in rows:
            del row["asker_is_allowed"], row["asker_total"]
        # A caller without rows is one row of NULLs.
        return [row for row in rows if row[self.view.key] is not None], counted


def capped(counted: int, cap: int) -> Row:
    """A total that was counted up to a cap and one more."""
    return {"total": cap, "total_is_at_least": True} if counted > cap else {"total": counted}


def capped_total(db: Database, source: str, params: Sequence[Any], cap: int) -> Row:
    """How many rows a FROM clause gives, counted exactly up to a cap."""
    sql = f"SELECT COUNT(*) AS total FROM (SELECT 1 FROM {source} LIMIT %s) AS counted"
    return capped(db.rows(sql, [*params, cap + 1])[0]["total"], cap)


def order_by(view: View, sort: Sequence[str]) -> str:
    """ORDER BY for names such as `-price`; the key comes last, so that pages are stable."""
    parts = [(view.sorts[name.removeprefix("-")], name.startswith("-")) for name in sort]
    if not parts:
        return view.order
    # In the same direction as the last: then one index serves the whole order.
    if parts[-1][0] != view.key:
        parts.append((view.key, parts[-1][1]))
    return ", ".join(f"{column}{' DESC' if falls else ''}" for column, falls in parts)


def refusal(db: Database, code: str, detail: str) -> Problem:
    """A refusal by the API itself, with status and title from the database's list."""
    known = db.problems().get(code)
    if known is None:
        return Problem(code, 500, detail=detail)
    return Problem(
        code, known.status, known.title, detail, {known.field: [detail]} if known.field else {}
    )


def nothing(db: Database, key: object) -> Problem:
    """The refusal where there is no such row."""
    return refusal(db, "not_found", f"There is nothing with the id {key} here.")


def ended(db: Database) -> Problem:
    """The refusal where no live session has this secret."""
    return refusal(db, "unauthenticated", "Log in first.")


def missing(db: Database, permission: str | None) -> Problem:
    """The refusal where a permission is not held."""
    return refusal(db, "forbidden", f"You need the permission {permission}.")


def public(db: Database, view: View, order: str = "") -> list[Row]:
    """All rows of a view that anybody may see."""
    return db.rows(_public(view).select(view.columns, f" ORDER BY {order}" if order else ""))


def public_one(db: Database, view: View, key: object) -> Row:
    """The row with this key of a view that anybody may see."""
    found = _public(view).but([f"{view.key} = %s"], [key])
    rows = db.rows(found.select(view.columns), found.params)
    if not rows:
        raise nothing(db, key)
    return rows[0]


def _public(view: View) -> Part:
    if view.name.startswith(("my_", "staff_")):
        raise ValueError(f"{view.name} is not public.")
    return Part(view)


def owned(db: Database, view: View, session: str) -> Asked:
    """Rows of a `my_` view that belong to the user who asks."""
    if not view.name.startswith("my_"):
        raise ValueError(f"{view.name} has no owner.")
    return Asked(db, session, (Part(view, (f"owner_id = ({ASKER})",), (session,)),))


def staff(db: Database, view: View, session: str, permission: str) -> Asked:
    """Rows for those who hold a permission."""
    if view.name.startswith("my_"):
        raise ValueError(f"{view.name} is not for staff.")
    return Asked(db, session, (Part(view, (HOLDS,), (session, permission)),), permission)


def either(db: Database, theirs: View, permission: str, others: View, session: str) -> Asked:
    """All rows for those who hold the permission; for others their own, or what is public."""
    everything = staff(db, theirs, session, permission).parts[0]
    rest = owned(db, others, session).parts[0] if others.name.startswith("my_") else Part(others)
    rest = rest.but([f"NOT ({HOLDS})"], [session, permission])
    return Asked(db, session, (everything, rest), permission, is_refused_without=False)


def asker(db: Database, session: str) -> tuple[int, set[str]]:
    """The user who asks, and the permissions of theirs."""
    rows = db.rows(HELD, (session,))
    if not rows:
        raise ended(db)
    return rows[0]["user_id"], {row["permission_code"] for row in rows}


def held(db: Database, session: str) -> set[str]:
    """The permissions of the user who asks."""
    return asker(db, session)[1]


def require(db: Database, session: str, permission: str | None) -> None:
    """Refuse a session that has ended, or one without the permission that is named."""
    if permission not in held(db, session) | {None}:
        raise missing(db, permission)
