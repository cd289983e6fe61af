"""What `./store reports new` writes: a definition and a query that work as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

QUERY = """\
-- {id}: {row}.
SELECT
{columns}
FROM {table} AS {short}
WHERE
    {short}.{time} >= CONVERT_TZ(CAST(:from AS DATE), :time_zone, 'UTC')
    AND {short}.{time} < CONVERT_TZ(CAST(:to AS DATE) + INTERVAL 1 DAY, :time_zone, 'UTC');
"""


@dataclass(frozen=True)
class Subject:
    """What a report can begin with: a table, and columns as (name, label, type, total)."""

    table: str
    row: str
    key: str
    time: str
    group: str
    columns: tuple[tuple[str, str, str, str | None], ...]
    # Of the columns that are called otherwise in the table.
    called: tuple[tuple[str, str], ...] = ()


SUBJECTS = {
    "orders": Subject(
        "orders",
        "one row per order",
        "order_id",
        "placed_at",
        "status",
        (
            ("order_id", "Order", "integer", "count"),
            ("placed_at", "Placed at", "datetime", None),
            ("status", "Status", "text", None),
            ("total", "Total", "money", "sum"),
        ),
        (("status", "order_status_code"), ("total", "total_amount")),
    ),
    "users": Subject(
        "users",
        "one row per person",
        "user_id",
        "created_at",
        "country_code",
        (
            ("user_id", "Person", "integer", "count"),
            ("created_at", "Since", "datetime", None),
            ("name", "Name", "text", None),
            ("country_code", "Country", "text", None),
        ),
    ),
    "products": Subject(
        "products",
        "one row per product",
        "product_id",
        "created_at",
        "status",
        (
            ("product_id", "Product", "integer", "count"),
            ("created_at", "Since", "datetime", None),
            ("name", "Name", "text", None),
            ("status", "Status", "text", None),
            ("price", "Price", "money", "avg"),
        ),
        (("status", "product_status_code"), ("price", "price_amount")),
    ),
}


def query(report_id: str, subject: Subject) -> str:
    """The text of sql/reports/ID.sql."""
    short, called = subject.table[0], dict(subject.called)
    columns = [
        f"    {short}.{called[name]} AS {name}" if name in called else f"    {short}.{name}"
        for name, *_ in subject.columns
    ]
    return QUERY.format(
        id=report_id,
        row=subject.row,
        columns=",\n".join(columns),
        table=subject.table,
        short=short,
        time=subject.time,
    )


def definition(report_id: str, title: str, permission: str, subject: Subject) -> dict[str, Any]:
    """The object in reports.json."""
    total = next((name for name, _, kind, _ in subject.columns if kind == "money"), subject.key)
    label = {name: label for name, label, *_ in subject.columns}
    return {
        "id": report_id,
        "title": title,
        "description": f"{subject.row.capitalize()}.",
        "permission": permission,
        "period": {"from": "from", "to": "to"},
        "key": [subject.key],
        "sort": [f"-{subject.time}"],
        "filters": [
            {"name": "from", "label": "From", "type": "date", "required": True, "default": "-30d"},
            {"name": "to", "label": "To", "type": "date", "required": True, "default": "today"},
        ],
        "group_by": [
            {"name": subject.group, "label": label[subject.group], "columns": [subject.group]}
        ],
        "columns": [
            {"name": name, "label": label, "type": kind, **({"total": total} if total else {})}
            for name, label, kind, total in subject.columns
        ],
        "chart": {"kind": "bar", "x": subject.group, "y": [total]},
    }
