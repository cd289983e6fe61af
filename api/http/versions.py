"""Headers that make a write safe: the version that it changes, the key that it happens once."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import Schema, ValidationError, fields

from api.http.fields import Text

VERSION = re.compile(r'"([0-9]{1,9})"', re.ASCII)


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
        metadata={"description": "The ETag of what is changed.", "pattern": '^"[0-9]{1,9}"$'},
    )


class IdempotencyKey(Schema):
    """The key under which a retry gets the first answer."""

    key = Text(
        most=128,
        required=True,
        pattern="^[!-~]{1,128}$",
        data_key="Idempotency-Key",
        metadata={"description": "A retry with the same key gets the first answer."},
    )
