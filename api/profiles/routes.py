"""The address book of a user."""

from __future__ import annotations

from typing import Any

from api.http.auth import about, session, signed_in
from api.http.blueprint import Blueprint
from api.profiles.schemas import Address, AddressAnswer, AddressesAnswer
from api.services import db
from core.db import Row, reads

blueprint = Blueprint("profiles", __name__, "The address book.")

ADDRESSES = reads.View(
    "my_addresses",
    ("id", "name", "line1", "line2", "city", "postal_code", "country", "phone"),
)


@blueprint.route("/addresses")
@signed_in
@blueprint.response(200, AddressesAnswer)
def addresses() -> Row:
    """List the addresses in the book."""
    return {"items": reads.owned(db, ADDRESSES, session()).rows("id")}


@blueprint.route("/addresses", methods=["POST"])
@signed_in
@blueprint.arguments(Address)
@blueprint.response(201, AddressAnswer, location="/addresses")
def add_address(wanted: dict[str, Any]) -> Row:
    """Add an address to the book."""
    return db.call("address_create", session(), wanted)[0]


@blueprint.route("/addresses/<id:address_id>", methods=["DELETE"])
@signed_in
@about(lambda address_id: reads.owned(db, ADDRESSES, session()).one(address_id))
@blueprint.response(204)
def remove_address(address_id: int) -> None:
    """Take an address out of the book; orders keep it."""
    db.call("address_remove", session(), address_id)


# The routes of preferences join the same blueprint.
from api.profiles import preference_routes  # noqa: E402, F401
