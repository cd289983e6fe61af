"""Products and categories: read by everybody, written by staff."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from flask import current_app, request

from api.catalogue import items, schemas, shortcut
from api.catalogue.queries import CATEGORIES, SHOWN, STAFF
from api.http.auth import (
    about,
    anybody,
    guest_or_session,
    session,
    staff,
    staff_row,
    visitor_or_user,
)
from api.http.blueprint import Blueprint, takes_named, takes_query
from api.http.versions import IfMatch
from api.services import db, services
from core.db import Problem, Row, reads

blueprint = Blueprint("catalogue", __name__, "Products and categories.")
VARIANTS = reads.View("staff_variants", ("variant_id",), key="variant_id")


@blueprint.route("/products")
@anybody
@takes_query(schemas.ProductsQuery(exclude=("attributes",)))
@takes_named("attributes", "`attr.NAME=value`: products with this attribute, several of them.")
@blueprint.response(200, schemas.ProductPage, is_public=True)
def products() -> tuple[bytes, dict[str, str]]:
    """List the products that visitors may see.

    `attr.NAME=value` filters by an attribute; several of them must all hold.
    """
    listing = current_app.extensions[shortcut.KEY]
    body, tag = listing.body(request.query_string.decode("latin-1"))
    return body, {"ETag": f'"{tag}"'}


@blueprint.route("/products/<id:product_id>")
@visitor_or_user
@about(lambda product_id: _seen(product_id))
@blueprint.response(200, schemas.ProductDetail, is_public=True)
def product(product_id: int) -> tuple[Row, dict[str, str]]:
    """Show a product; staff see those that are not listed too."""
    return _shown(_seen(product_id)), {"Vary": "Authorization, Cookie"}


@blueprint.route("/products", methods=["POST"])
@staff("catalogue.create")
@blueprint.arguments(schemas.NewProduct)
@blueprint.response(201, schemas.ProductDetail, location="/products/{id}")
def create(wanted: dict[str, Any]) -> Row:
    """Create a product; its stock begins empty."""
    return _written("product_create", wanted)


@blueprint.route("/products/<id:product_id>", methods=["PATCH"])
@staff("catalogue.update")
@about(staff_row(STAFF, "catalogue.update"))
@blueprint.arguments(IfMatch, location="headers")
@blueprint.arguments(schemas.ProductChange)
@blueprint.response(200, schemas.ProductDetail)
def change(known: dict[str, Any], wanted: dict[str, Any], product_id: int) -> Row:
    """Change the named fields of a product."""
    return _written("product_update", product_id, known["version"], wanted)


@blueprint.route("/products/<id:product_id>", methods=["PUT"])
@staff("catalogue.update")
@about(staff_row(STAFF, "catalogue.update"))
@blueprint.arguments(IfMatch, location="headers")
@blueprint.arguments(schemas.WholeProduct)
@blueprint.response(200, schemas.ProductDetail)
def replace(known: dict[str, Any], wanted: dict[str, Any], product_id: int) -> Row:
    """Replace all fields of a product."""
    return _written("product_update", product_id, known["version"], wanted)


@blueprint.route("/products/<id:product_id>", methods=["DELETE"])
@staff("catalogue.delete")
@about(staff_row(STAFF, "catalogue.delete"))
@blueprint.arguments(IfMatch, location="headers")
@blueprint.response(200, schemas.ProductDetail)
def archive(known: dict[str, Any], product_id: int) -> Row:
    """Take a product out of the shop; orders keep it."""
    return _written("product_archive", product_id, known["version"])


@blueprint.route("/products/<id:product_id>/options", methods=["PUT"])
@staff("catalogue.update")
@about(staff_row(STAFF, "catalogue.update"))
@blueprint.arguments(IfMatch, location="headers")
@blueprint.arguments(schemas.Options)
@blueprint.response(200, schemas.ProductDetail)
def set_options(known: dict[str, Any], wanted: dict[str, Any], product_id: int) -> Row:
    """Set in what the variants of a product differ."""
    return _written("product_options_set", product_id, known["version"], wanted["options"])


@blueprint.route("/products/<id:product_id>/variants", methods=["POST"])
@staff("catalogue.update")
@about(staff_row(STAFF, "catalogue.update"))
@blueprint.arguments(IfMatch, location="headers")
@blueprint.arguments(schemas.NewVariant)
@blueprint.response(201, schemas.ProductDetail, location="/products/{id}")
def create_variant(known: dict[str, Any], wanted: dict[str, Any], product_id: int) -> Row:
    """Offer a product in one more combination of values; If-Match names the product's version."""
    return _written("variant_create", product_id, known["version"], wanted)


@blueprint.route("/variants/<id:variant_id>", methods=["PATCH"])
@staff("catalogue.update")
@about(staff_row(VARIANTS, "catalogue.update"))
@blueprint.arguments(IfMatch, location="headers")
@blueprint.arguments(schemas.VariantChange)
@blueprint.response(200, schemas.ProductDetail)
def change_variant(known: dict[str, Any], wanted: dict[str, Any], variant_id: int) -> Row:
    """Change the named fields of a variant; If-Match names the product's version."""
    return _written("variant_update", variant_id, known["version"], wanted)


@blueprint.route("/categories")
@anybody
@blueprint.response(200, schemas.CategoryTree, is_public=True)
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
@blueprint.response(201, schemas.CategoryAnswer, location="/categories")
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


def _written(procedure: str, *arguments: Any) -> Row:
    """The product as a procedure has left it."""
    return _shown(db.call(procedure, session(), *arguments)[0])


def _shown(row: Row) -> Row:
    return items.detail(row, services().settings.text("currency"))
