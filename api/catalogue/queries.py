"""The SELECTs behind the product list."""

from __future__ import annotations

from typing import Any

from api.http.problems import invalid_field
from core.db import Database, Row, reads

COLUMNS = (
    "product_id",
    "sku",
    "slug",
    "name",
    "description",
    "price",
    "price_max",
    "tax_rate",
    "attributes",
    "category_slug",
    "category_name",
    "version",
    "created_at",
    "updated_at",
)
IMAGES = (
    "(SELECT CONCAT('[', GROUP_CONCAT(JSON_OBJECT('path', i.path, 'alt', i.alt)"
    " ORDER BY i.position, i.path SEPARATOR ','), ']')"
    " FROM product_image_list AS i WHERE i.product_id = c.product_id) AS images"
)
# A product is there as often as it has variants and places to lie in.
AVAILABLE = (
    "(SELECT CAST(SUM(a.available) AS SIGNED) FROM product_availability AS a"
    " WHERE a.product_id = {product_id})"
)
MATCH = "MATCH (name, description) AGAINST (%s IN NATURAL LANGUAGE MODE)"
ATTRIBUTE = "JSON_UNQUOTE(JSON_EXTRACT(attributes, %s)) = %s"

LISTED = (*COLUMNS, "images", "available", "catalogue_version")
DETAIL = (*COLUMNS, "images", "options", "variants", "available")
SHOWN = reads.View("product_details", DETAIL, key="product_id")
STAFF = reads.View("staff_products", (*DETAIL, "status", "on_hand", "reserved"), key="product_id")
CATEGORIES = reads.View(
    "category_list",
    ("id", "parent_id", "slug", "name", "position"),
)
BRANCH = (
    "SELECT c.id FROM category_list AS r INNER JOIN category_list AS c"
    " ON c.path = r.path OR c.path LIKE CONCAT(r.path, '/%%') WHERE r.slug = %s"
)
COMPARED = {
    "min_price": "price >= %s",
    "max_price": "price <= %s",
    "updated_since": "updated_at >= %s",
}
IN_STOCK = {True: f"{AVAILABLE} > 0", False: f"{AVAILABLE} <= 0"}


def card(values: tuple[Any, ...]) -> Row:
    """A product of a list from what the server sent: most of it goes out as the same text."""
    row: Row = {
        name: None if value is None else value.decode()
        for name, value in zip(LISTED, values, strict=True)
    }
    for name in ("product_id", "version", "available", "catalogue_version"):
        row[name] = int(row[name])
    for name in ("created_at", "updated_at"):
        row[name] = f"{row[name].replace(' ', 'T').removesuffix('.000000')}Z"
    return row


class ProductList:
    """One question to the catalogue: where, in which order, which page."""

    def __init__(self, db: Database, query: dict[str, Any]) -> None:
        self._db = db
        self._query = query
        self._where: list[str] = []
        self._params: list[Any] = []
        self.asks_stock = "in_stock" in query
        self._filter()

    def _filter(self) -> None:
        query = self._query
        for name, condition in COMPARED.items():
            if name in query:
                self._add(condition, query[name])
        if "category" in query:
            self._add_category(query["category"])
        for name, value in query["attributes"].items():
            self._add(ATTRIBUTE, f'$."{name}"', value)
        if "q" in query:
            self._add(MATCH, query["q"])
        if self.asks_stock:
            # Asked of each product on the way, so that the page's index is still walked.
            self._add(IN_STOCK[query["in_stock"]].format(product_id="found.product_id"))
        if query.get("on_promotion"):
            self._add("FALSE")

    def _add_category(self, slug: str) -> None:
        branch = self._db.rows(BRANCH, (slug,))
        if not branch:
            raise invalid_field("category", f'There is no category "{slug}".')
        places = ", ".join(["%s"] * len(branch))
        self._add(f"category_id IN ({places})", *(row["id"] for row in branch))

    def _add(self, condition: str, *params: Any) -> None:
        self._where.append(condition)
        self._params.extend(params)

    def _condition(self) -> str:
        return f" WHERE {' AND '.join(self._where)}" if self._where else ""

    def _keys(self) -> list[tuple[str, str]]:
        """What the list is sorted by: expression and direction; the id makes pages stable."""
        keys: list[tuple[str, str]] = []
        for name in self._query["sort"] or (["-relevance"] if "q" in self._query else []):
            plain = name.removeprefix("-")
            column = {"relevance": MATCH, "id": "product_id"}.get(plain, plain)
            if column is not MATCH or "q" in self._query:
                keys.append((column, " DESC" if name.startswith("-") else ""))
        # The same direction: then one index serves the whole order.
        return [*keys, ("product_id", keys[-1][1] if keys else "")]

    def rows(self) -> list[Row]:
        """The products of the page with their availability and the catalogue's version."""
        keys = self._keys()
        columns = "".join(f", {each} AS key{i}" for i, (each, _) in enumerate(keys))
        order = ", ".join(f"key{i}{direction}" for i, (_, direction) in enumerate(keys))
        # The page is found by its keys alone; only its rows are looked at in full.
        found = (
            f"SELECT product_id{columns} FROM product_keys AS found{self._condition()}"
            f" ORDER BY {order} LIMIT %s OFFSET %s"
        )
        sql = (
            f"SELECT {', '.join(f'c.{name}' for name in COLUMNS)}, {IMAGES},"
            f" {AVAILABLE.format(product_id='p.product_id')} AS available,"
            " (SELECT version FROM catalogue_state) AS catalogue_version"
            f" FROM ({found}) AS p"
            " LEFT JOIN product_cards AS c ON p.product_id = c.product_id"
            f" ORDER BY {order}"
        )
        words = [self._query["q"] for each, _ in keys if each is MATCH]
        size = self._query["page_size"]
        offset = (self._query["page"] - 1) * size
        return [card(each) for each in self._db.raw(sql, [*words, *self._params, size, offset])]

    def total(self, cap: int) -> Row:
        """How many products there are, counted exactly up to a cap."""
        source = f"product_keys AS found{self._condition()}"
        return reads.capped_total(self._db, source, self._params, cap)
