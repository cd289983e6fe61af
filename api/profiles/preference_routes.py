"""How somebody likes pages and files."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from api.http.auth import session, signed_in
from api.profiles.routes import blueprint
from api.services import db
from core.db import Row, reads
from core.reports.csv_lines import SEPARATORS
from core.reports.definitions import LANGUAGES

PREFERENCES = reads.View(
    "my_preferences", ("id", "language", "csv_separator", "csv_decimal", "is_csv_with_bom")
)


class PreferencesChange(Schema):
    """What is to be another way."""

    language = fields.String(validate=validate.OneOf(LANGUAGES))
    csv_delimiter = fields.String(validate=validate.OneOf(SEPARATORS))
    csv_decimal = fields.String(validate=validate.OneOf((".", ",")))
    csv_bom = fields.Boolean(
        truthy={True},
        falsy={False},
        metadata={"description": "Begin CSV files with a byte order mark, as Excel wants it."},
    )


class PreferencesAnswer(Schema):
    """How somebody likes pages and files."""

    language = fields.String(required=True, metadata={"enum": list(LANGUAGES)})
    csv_delimiter = fields.String(required=True, metadata={"enum": list(SEPARATORS)})
    csv_decimal = fields.String(required=True, metadata={"enum": [".", ","]})
    csv_bom = fields.Boolean(required=True)


@blueprint.route("/users/preferences")
@signed_in
@blueprint.response(200, PreferencesAnswer)
def preferences() -> Row:
    """Show one's preferences."""
    return _preferences()


@blueprint.route("/users/preferences", methods=["PATCH"])
@signed_in
@blueprint.arguments(PreferencesChange)
@blueprint.response(200, PreferencesAnswer)
def change_preferences(wanted: dict[str, Any]) -> Row:
    """Change some of one's preferences; a decimal comma needs another delimiter."""
    db.call("preferences_update", session(), wanted)
    return _preferences()


def _preferences() -> Row:
    row = reads.owned(db, PREFERENCES, session()).rows()[0]
    return {
        # Mails may be wanted in a language that the pages do not speak.
        "language": row["language"] if row["language"] in LANGUAGES else LANGUAGES[0],
        "csv_delimiter": row["csv_separator"],
        "csv_decimal": row["csv_decimal"],
        "csv_bom": bool(row["is_csv_with_bom"]),
    }
