"""Products and categories: read by everybody, written by staff."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from flask import Response, request

from api.catalogue import items, schemas
from api.catalogue.cache import ListCache
from api.catalogue.listing import Listing
from api.catalogue.queries import CARD, CATEGORIES, STAFF
from api.http.answers import answer, etag
from api.http.auth import actor, anybody, guest_or_actor, guest_or_user, staff
from api.http.blueprint import Blueprint, takes_query
from api.http.versions import IfMatch
from api.services import db, per_application, services
from core.db import Row, reads

blueprint = Blueprint("catalogue", __name__, "Products and categories.")


@per_application
def listing() -> Listing:
    """The product list of this application."""
    found = services()
    return Listing(found.db, found.settings, ListCache(found.redis))


@blueprint.route("/products")
@anybody
@takes_query(schemas.ProductsQuery(exclude=("attributes",)))
@blueprint.response(200, schemas.ProductPage)
def products() -> Response:
    """List the products that visitors may see.

    `attr.NAME=value` filters by an attribute; several of them must all hold.
    """
    return listing().answer(request.query_string.decode("latin-1"))


@blueprint.route("/products/<id:product_id>")
@guest_or_user
@blueprint.response(200, schemas.ProductAnswer)
def product(product_id: int) -> Response:
    """Show a product; staff see those that are not listed too."""
    actor_id = guest_or_actor()
    currency = services().settings.text("currency")
    if actor_id and reads.permitted(db, actor_id, "catalogue.read"):
        row = reads.staff(db, STAFF, actor_id, "catalogue.read").one(product_id)
        return answer(items.staff_item(row, currency), headers=etag(row["version"]))
    row = reads.public(db, CARD).one(product_id)
    body = {**items.item(row, currency), "available": row["available"]}
    return answer(body, headers=etag(row["version"]))


@blueprint.route("/products", methods=["POST"])
@staff("catalogue.create")
@blueprint.arguments(schemas.NewProduct)
@blueprint.response(201, schemas.ProductAnswer)
def create(wanted: dict[str, Any]) -> Response:
    """Create a product; its stock begins empty."""
    return _changed(db.call("product_create", actor(), wanted), 201)


@blueprint.route("/products/<id:product_id>", methods=["PATCH"])
@staff("catalogue.update")
@blueprint.arguments(IfMatch, location="headers")
@blueprint.arguments(schemas.ProductChange)
@blueprint.response(200, schemas.ProductAnswer)
def change(known: dict[str, Any], wanted: dict[str, Any], product_id: int) -> Response:
    """Change the named fields of a product."""
    return _changed(db.call("product_update", actor(), product_id, known["version"], wanted))


@blueprint.route("/products/<id:product_id>", methods=["PUT"])
@staff("catalogue.update")
@blueprint.arguments(IfMatch, location="headers")
@blueprint.arguments(schemas.WholeProduct)
@blueprint.response(200, schemas.ProductAnswer)
def replace(known: dict[str, Any], wanted: dict[str, Any], product_id: int) -> Response:
    """Replace all fields of a product."""
    return _changed(db.call("product_update", actor(), product_id, known["version"], wanted))


@blueprint.route("/products/<id:product_id>", methods=["DELETE"])
@staff("catalogue.delete")
@blueprint.arguments(IfMatch, location="headers")
@blueprint.response(200, schemas.ProductAnswer)
def archive(known: dict[str, Any], product_id: int) -> Response:
    """Take a product out of the shop; orders keep it."""
    return _changed(db.call("product_archive", actor(), product_id, known["version"]))


@blueprint.route("/categories")
@anybody
@blueprint.response(200, schemas.CategoryTree)
def categories() -> Row:
    """Show the category tree."""
    children: defaultdict[int | None, list[Row]] = defaultdict(list)
    for row in reads.public(db, CATEGORIES).rows("position, name, id"):
        node = {"id": row["id"], "slug": row["slug"], "name": row["name"]}
        node["children"] = children[row["id"]]
        children[row["parent_id"]].append(node)
    return {"items": children[None]}


@blueprint.route("/categories", methods=["POST"])
@staff("catalogue.create")
@blueprint.arguments(schemas.NewCategory)
@blueprint.response(201, schemas.CategoryAnswer)
def create_category(wanted: dict[str, Any]) -> Row:
    """Create a category under a parent, or at the root."""
    row = db.call("category_create", actor(), wanted)[0]
    row["id"] = row.pop("category_id")
    row["parent_id"] = row.pop("parent_category_id")
    return row


def _changed(rows: list[Row], status: int = 200) -> Response:
    body = items.staff_item(rows[0], services().settings.text("currency"))
    return answer(body, status, etag(rows[0]["version"]))
