"""The mail queue as staff see it."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from api.http.auth import about, session, staff, staff_row
from api.http.blueprint import Blueprint
from api.http.fields import CODE, Text
from api.http.lists import listed
from api.http.pages import page_answer, page_query
from api.services import db, services
from core.db import Row, reads

blueprint = Blueprint("messages", __name__, "The mail queue.")

MAILS = reads.View(
    "staff_mails",
    (
        "id",
        "template",
        "event",
        "user_id",
        "recipient",
        "order_id",
        "state",
        "attempts",
        "due_at",
        "last_error",
        "sent_at",
        "created_at",
    ),
    filters={"state": "state = %s", "template": "template = %s"},
    sorts={"id": "id", "due_at": "due_at", "state": "state"},
)


class MailAnswer(Schema):
    """A mail in the queue, without the links in it."""

    id = fields.Integer(required=True)
    template = fields.String(required=True)
    event = fields.String(required=True)
    user_id = fields.Integer(required=True, allow_none=True)
    recipient = fields.String(required=True)
    order_id = fields.Integer(required=True, allow_none=True)
    state = fields.String(required=True)
    attempts = fields.Integer(required=True)
    due_at = fields.DateTime(required=True, allow_none=True)
    last_error = fields.String(required=True, allow_none=True)
    sent_at = fields.DateTime(required=True, allow_none=True)
    created_at = fields.DateTime(required=True)


MailsQuery = page_query(
    "MailsQuery",
    sorts=tuple(MAILS.sorts),
    cursor=True,
    state=Text(most=16, pattern=CODE),
    template=Text(most=64, pattern=CODE),
)


@blueprint.route("/mails")
@staff("messages.read")
@blueprint.arguments(MailsQuery, location="query")
@blueprint.response(200, page_answer(MailAnswer, "MailPage", cursor=True))
def mails(query: dict[str, Any]) -> Row:
    """List the mails, waiting, sent and dead."""
    rows = reads.staff(db, MAILS, session(), "messages.read")
    rows = rows.filtered({name: query.get(name) for name in ("state", "template")})
    return listed(rows, query, ["-id"])


@blueprint.route("/mails/<id:mail_id>/resend", methods=["POST"])
@staff("messages.update")
@about(staff_row(MAILS, "messages.update"))
@blueprint.response(200, MailAnswer)
def resend(mail_id: int) -> Row:
    """Put a dead mail back into the queue."""
    db.call("mail_resend", session(), mail_id)
    services().waker.wake("mail")
    return reads.staff(db, MAILS, session(), "messages.update").one(mail_id)
