"""What an answer says of what it holds: its version, where it is found, who may keep it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from http import HTTPStatus
from string import Formatter
from typing import Any

import orjson
from flask import Response, request

from api.http.auth import guest_or_session
from core.config import BASE

# Caches may keep it, and ask each time whether it is still good.
FRESH = "public, no-cache"
FRESH_FOR_ONE = "private, no-cache"


@dataclass(frozen=True)
class Headers:
    """The headers that a route declares for its answers."""

    location: str = ""
    is_versioned: bool = False
    is_public: bool = False

    @cached_property
    def _names_of_location(self) -> frozenset[str]:
        return frozenset(name for _, name, _, _ in Formatter().parse(self.location) if name)

    def names(self) -> list[str]:
        """Which they are."""
        found = ["Location"] if self.location else []
        found += ["ETag"] if self.is_versioned or self.is_public else []
        return [*found, "Cache-Control"] if self.is_public else found

    def put(self, response: Response, body: Any, ids: Mapping[str, Any]) -> Response:
        """Write them for this body; `ids` are those of the address that was called."""
        known: Mapping[str, Any] = ids
        if self.is_versioned or not self._names_of_location <= ids.keys():
            # Documents come as text from the database.
            known = {**(orjson.loads(body) if isinstance(body, str) else body), **ids}
        if self.location:
            response.headers["Location"] = BASE + self.location.format(**known)
        tag = [str(known["version"])] if self.is_versioned else []
        if self.is_public and "ETag" not in response.headers:
            # What changes without a new version, such as availability, has another tag too.
            tag.append(digest(response.get_data()))
        if tag:
            response.set_etag("-".join(tag))
        if not self.is_public:
            return response
        response.headers["Cache-Control"] = FRESH_FOR_ONE if guest_or_session() else FRESH
        if request.if_none_match.contains_weak(response.get_etag()[0] or ""):
            response.status_code = HTTPStatus.NOT_MODIFIED
            response.set_data(b"")
            for name in ("Content-Type", "Content-Length"):
                response.headers.pop(name, None)
        return response


def digest(data: bytes) -> str:
    """A short name of a content."""
    return blake2b(data, digest_size=9).hexdigest()
