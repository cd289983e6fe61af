"""Stock: every change is an entry in its ledger."""

from __future__ import annotations

from typing import Any

from api.http.auth import about, session, staff
from api.http.blueprint import Blueprint
from api.http.lists import listed
from api.http.pages import page_answer
from api.http.problems import problem
from api.inventory import schemas
from api.services import db
from core.db import Row, reads

blueprint = Blueprint("inventory", __name__, "Stock and its ledger.")

VARIANTS = reads.View(
    "staff_variants",
    ("variant_id", "product_id"),
    key="variant_id",
    filters={"product_id": "product_id = %s", "variant_id": "variant_id = %s"},
)
LOCATIONS = reads.View("stock_location_list", ("code",), key="code")
ENTRIES = reads.View(
    "staff_stock_entries",
    tuple(schemas.EntryAnswer().fields),
    filters={
        "variant_id": "variant_id = %s",
        "stock_location": "stock_location = %s",
        "kind": "kind = %s",
    },
)


@blueprint.route("/products/<id:product_id>/stock-entries")
@staff("inventory.read")
@about(lambda product_id: _variants("inventory.read", product_id))
@blueprint.arguments(schemas.EntriesQuery, location="query")
@blueprint.response(200, page_answer(schemas.EntryAnswer, "EntryPage", cursor=True))
def entries(query: dict[str, Any], product_id: int) -> Row:
    """List the ledger of a product's variant at a location."""
    variant_id = _variant("inventory.read", product_id, query.get("variant_id"))
    # An entry's id counts from 1 at each location, so one is listed at a time.
    location = query.get("stock_location") or reads.public(db, LOCATIONS, "priority")[0]["code"]
    rows = reads.staff(db, ENTRIES, session(), "inventory.read").filtered(
        {
            "variant_id": variant_id,
            "stock_location": location,
            "kind": query.get("kind"),
        }
    )
    return listed(rows, query)


@blueprint.route("/products/<id:product_id>/stock-entries", methods=["POST"])
@staff("inventory.update")
@about(lambda product_id: _variants("inventory.update", product_id))
@blueprint.arguments(schemas.NewEntry)
@blueprint.response(201, schemas.StockAnswer, location="/products/{product_id}/stock-entries")
def add_entry(wanted: dict[str, Any], product_id: int) -> Row:
    """Write an entry of a kind that staff may give."""
    return db.call(
        "stock_entry_add",
        session(),
        _variant("inventory.update", product_id, wanted.get("variant_id")),
        wanted.get("stock_location"),
        wanted["quantity"],
        wanted["kind"],
        wanted["note"],
    )[0]


@blueprint.route("/products/<id:product_id>/stock-count", methods=["POST"])
@staff("inventory.update")
@about(lambda product_id: _variants("inventory.update", product_id))
@blueprint.arguments(schemas.NewCount)
@blueprint.response(200, schemas.StockAnswer)
def count(wanted: dict[str, Any], product_id: int) -> Row:
    """Correct stock to what was counted."""
    return db.call(
        "stock_count",
        session(),
        _variant("inventory.update", product_id, wanted.get("variant_id")),
        wanted.get("stock_location"),
        wanted["counted"],
        wanted["note"],
    )[0]


def _variant(permission: str, product_id: int, variant_id: int | None) -> int:
    """The variant that is meant: the one that is named, or the only one."""
    rows = _variants(permission, product_id, variant_id)
    if len(rows) > 1:
        detail = f"Product {product_id} has several variants: choose one by variant_id."
        raise problem("variant_required", detail)
    return int(rows[0]["variant_id"])


def _variants(permission: str, product_id: int, variant_id: int | None = None) -> list[Row]:
    """Two at most of the variants that may be meant; refused where there is none."""
    wanted = {"product_id": product_id, "variant_id": variant_id}
    rows = reads.staff(db, VARIANTS, session(), permission).filtered(wanted).rows(limit=2)
    if not rows:
        raise reads.nothing(db, variant_id or product_id)
    return rows
