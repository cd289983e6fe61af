"""Products and categories: read by everybody, written by staff."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from flask import Response, current_app, request

from api.catalogue import items, schemas, shortcut
from api.catalogue.queries import CATEGORIES, SHOWN, STAFF
from api.http.answers import answer, etag
from api.http.auth import anybody, guest_or_session, guest_or_user, session, staff
from api.http.blueprint import Blueprint, takes_query
from api.http.versions import IfMatch
from api.services import db, services
from core.db import Problem, Row, reads

blueprint = Blueprint("catalogue", __name__, "Products and categories.")


@blueprint.route("/products")
@anybody
@takes_query(schemas.ProductsQuery(exclude=("attributes",)))
@blueprint.response(200, schemas.ProductPage)
def products() -> Response:
    """List the products that visitors may see.

    `attr.NAME=value` filters by an attribute; several of them must all hold.
    """
    listing = current_app.extensions[shortcut.KEY]
    return answer(listing.body(request.query_string.decode("latin-1")))


@blueprint.route("/products/<id:product_id>")
@guest_or_user
@blueprint.response(200, schemas.ProductDetail)
def product(product_id: int) -> Response:
    """Show a product; staff see those that are not listed too."""
    return _shown(_seen(product_id))


@blueprint.route("/products", methods=["POST"])
@staff("catalogue.create")
@blueprint.arguments(schemas.NewProduct)
@blueprint.response(201, schemas.ProductDetail)
def create(wanted: dict[str, Any]) -> Response:
    """Create a product; its stock begins empty."""
    return _changed(db.call("product_create", session(), wanted), 201)


@blueprint.route("/products/<id:product_id>", methods=["PATCH"])
@staff("catalogue.update")
@blueprint.arguments(IfMatch, location="headers")
@blueprint.arguments(schemas.ProductChange)
@blueprint.response(200, schemas.ProductDetail)
def change(known: dict[str, Any], wanted: dict[str, Any], product_id: int) -> Response:
    """Change the named fields of a product."""
    return _changed(db.call("product_update", session(), product_id, known["version"], wanted))


@blueprint.route("/products/<id:product_id>", methods=["PUT"])
@staff("catalogue.update")
@blueprint.arguments(IfMatch, location="headers")
@blueprint.arguments(schemas.WholeProduct)
@blueprint.response(200, schemas.ProductDetail)
def replace(known: dict[str, Any], wanted: dict[str, Any], product_id: int) -> Response:
    """Replace all fields of a product."""
    return _changed(db.call("product_update", session(), product_id, known["version"], wanted))


@blueprint.route("/products/<id:product_id>", methods=["DELETE"])
@staff("catalogue.delete")
@blueprint.arguments(IfMatch, location="headers")
@blueprint.response(200, schemas.ProductDetail)
def archive(known: dict[str, Any], product_id: int) -> Response:
    """Take a product out of the shop; orders keep it."""
    return _changed(db.call("product_archive", session(), product_id, known["version"]))


@blueprint.route("/products/<id:product_id>/options", methods=["PUT"])
@staff("catalogue.update")
@blueprint.arguments(IfMatch, location="headers")
@blueprint.arguments(schemas.Options)
@blueprint.response(200, schemas.ProductDetail)
def set_options(known: dict[str, Any], wanted: dict[str, Any], product_id: int) -> Response:
    """Set in what the variants of a product differ."""
    return _changed(
        db.call("product_options_set", session(), product_id, known["version"], wanted["options"])
    )


@blueprint.route("/products/<id:product_id>/variants", methods=["POST"])
@staff("catalogue.update")
@blueprint.arguments(IfMatch, location="headers")
@blueprint.arguments(schemas.NewVariant)
@blueprint.response(201, schemas.ProductDetail)
def create_variant(known: dict[str, Any], wanted: dict[str, Any], product_id: int) -> Response:
    """Offer a product in one more combination of values; If-Match names the product's version."""
    return _changed(db.call("variant_create", session(), product_id, known["version"], wanted), 201)


@blueprint.route("/variants/<id:variant_id>", methods=["PATCH"])
@staff("catalogue.update")
@blueprint.arguments(IfMatch, location="headers")
@blueprint.arguments(schemas.VariantChange)
@blueprint.response(200, schemas.ProductDetail)
def change_variant(known: dict[str, Any], wanted: dict[str, Any], variant_id: int) -> Response:
    """Change the named fields of a variant; If-Match names the product's version."""
    return _changed(db.call("variant_update", session(), variant_id, known["version"], wanted))


@blueprint.route("/categories")
@anybody
@blueprint.response(200, schemas.CategoryTree)
def categories() -> Row:
    """Show the category tree."""
    children: defaultdict[int | None, list[Row]] = defaultdict(list)
    for row in reads.public(db, CATEGORIES, "position, name, id"):
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
    row = db.call("category_create", session(), wanted)[0]
    row["id"] = row.pop("category_id")
    row["parent_id"] = row.pop("parent_category_id")
    return row


def _seen(product_id: int) -> Row:
    """The product as the caller may see it; whose session has ended is a guest."""
    if secret := guest_or_session():
        try:
            return reads.either(db, STAFF, "catalogue.read", SHOWN, secret).one(product_id)
        except Problem as refused:
            if refused.code != "unauthenticated":
                raise
    return reads.public_one(db, SHOWN, product_id)


def _changed(rows: list[Row], status: int = 200) -> Response:
    return _shown(rows[0], status)


def _shown(row: Row, status: int = 200) -> Response:
    body = items.detail(row, services().settings.text("currency"))
    return answer(body, status, etag(row["version"]))
