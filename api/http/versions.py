"""Headers that make a write safe: the version that it changes, the key that it happens once."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import Schema, ValidationError, fields

from api.http.fields import Text

# What follows the version tells apart what is shown beside it.
VERSION = re.compile(r'"([0-9]{1,9})(?:-[0-9a-f]{1,32})?"', re.ASCII)
TAG = {
    "description": "The ETag of what is changed.",
    "pattern": '^(W/)?"[0-9]{1,9}(-[0-9a-f]{1,32})?"$',
}


class Version(fields.String):
    """An entity tag that names a version."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        found = VERSION.fullmatch(value.removeprefix("W/"))
        if not found:
            raise ValidationError("Must be an ETag that this API gave, in quotes.")
        return int(found[1])


class IfMatch(Schema):
    """The version that a write changes."""

    version = Version(
        required=True,
        data_key="If-Match",
        metadata=dict(TAG),
    )


class MayMatch(Schema):
    """The version that a write changes, for clients that want to be sure of it."""

    version = Version(load_default=None, data_key="If-Match", metadata=dict(TAG))


class IdempotencyKey(Schema):
    """The key under which a retry gets the first answer."""

    key = Text(
        most=128,
        required=True,
        pattern="^[!-~]{1,128}$",
        data_key="Idempotency-Key",
        metadata={"description": "A retry with the same key gets the first answer."},
    )
