"""Who asks: the holder of a token, whose hash is the secret of a session in the database."""

from __future__ import annotations

import copy
import hashlib
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial, wraps
from typing import Any, TypeVar, cast

from flask import Flask, Response, current_app, g, request
from flask_jwt_extended import (
    JWTManager,
    create_access_token,
    create_refresh_token,
    get_csrf_token,
    get_jwt,
    set_access_cookies,
    set_refresh_cookies,
    verify_jwt_in_request,
)
from flask_jwt_extended.exceptions import CSRFError, JWTExtendedException
from jwt.exceptions import PyJWTError

from api.http.problems import problem
from api.services import db, services
from core.config import BASE, Config
from core.db import Problem, reads

Handler = TypeVar("Handler", bound=Callable[..., Any])
SECURITY: list[dict[str, list[str]]] = [{"bearer": []}, {"cookie": []}]
REFRESH_COOKIE = "refresh_token_cookie"
BEARER = "Bearer "
# Where the secret of a session stands beside the claims of its verified token.
SECRET = "secret"
SECRET_DIGITS = 32
MOST_VERIFIED = 4096


def install(app: Flask, config: Config) -> None:
    """Tokens in cookies that scripts cannot read, guarded by CSRF, or in the Bearer header."""
    app.config.update(
        JWT_SECRET_KEY=config.jwt_secret,
        JWT_ALGORITHM="HS256",
        JWT_TOKEN_LOCATION=["headers", "cookies"],
        JWT_COOKIE_SECURE=config.cookie_secure,
        JWT_COOKIE_SAMESITE="Lax",
        JWT_COOKIE_CSRF_PROTECT=True,
        JWT_CSRF_IN_COOKIES=True,
        JWT_SESSION_COOKIE=False,
        JWT_ACCESS_COOKIE_PATH=BASE,
        JWT_REFRESH_COOKIE_NAME=REFRESH_COOKIE,
        JWT_REFRESH_COOKIE_PATH=f"{BASE}/users",
        JWT_REFRESH_CSRF_COOKIE_NAME="csrf_refresh_token",
    )
    app.extensions[Tokens.KEY] = Tokens(app)


class Tokens(JWTManager):
    """The tokens of the application; its refusals look like all others."""

    KEY = "storekeeper.tokens"

    def __init__(self, app: Flask) -> None:
        self._verified: dict[str, dict[str, Any]] = {}
        super().__init__(app)

    def _set_error_handler_callbacks(self, app: Flask) -> None:
        return

    def known(self, encoded_token: str) -> dict[str, Any] | None:
        """The claims of a token that was verified before and has not expired since."""
        claims = self._verified.get(encoded_token)
        return claims if claims and claims["exp"] > time.time() else None

    def _decode_jwt_from_config(
        self, encoded_token: str, csrf_value: str | None = None, allow_expired: bool = False
    ) -> dict[str, Any]:
        """Verify a token once, and keep the secret that it stands for with its claims."""
        claims = self.known(encoded_token)
        if claims and not (csrf_value or allow_expired):
            return {**claims}
        found = super()._decode_jwt_from_config(encoded_token, csrf_value, allow_expired)
        decoded = {**cast(dict[str, Any], found), SECRET: secret_of(encoded_token)}
        if "exp" in decoded and not allow_expired:
            if len(self._verified) >= MOST_VERIFIED:
                self._verified.clear()
            self._verified[encoded_token] = {**decoded}
        return decoded


def secret_of(encoded_token: str) -> str:
    """The secret of a session that a token stands for."""
    return hashlib.sha256(encoded_token.encode()).hexdigest()[:SECRET_DIGITS]


def as_problem(error: Exception) -> Problem:
    """The refusal of a token that is missing, expired or none."""
    if isinstance(error, CSRFError):
        detail = "Send the value of the CSRF cookie in the header X-CSRF-TOKEN."
        return problem("csrf_failed", detail)
    return problem("unauthenticated", "Log in first.")


def is_asked_by_cookie() -> bool:
    """Whether a cookie holds the token of this request, and the token is good."""
    return guest_or_session() is not None and "Authorization" not in request.headers


def session() -> str:
    """The secret of the session that asks."""
    return str(g.session)


def guest_or_session() -> str | None:
    """The secret of the session that asks, None for a guest."""
    found: str | None = g.get("session")
    return found


@dataclass(frozen=True)
class Guard:
    """How the caller of a view is found, and what it may have to hold."""

    enter: Callable[[], None]
    security: list[dict[str, list[str]]]
    permission: str | None = None
    # Only calls themselves know the secret of a refresh token.
    is_known_to_reads: bool = True

    def __call__(self, view: Handler) -> Handler:
        @wraps(view)
        def checked(*args: Any, **kwargs: Any) -> Any:
            self.enter()
            return view(*args, **kwargs)

        checked.guard = self  # type: ignore[attr-defined]
        told = {"x-permission": self.permission} if self.permission else {}
        return _documented(checked, view, security=self.security, **told)


def staff(permission: str) -> Guard:
    """Only with a permission; the database asks for it, here it is documented."""
    return Guard(_enter, SECURITY, permission)


def anybody(view: Handler) -> Handler:
    """For everybody, logged in or not."""

    @wraps(view)
    def open_view(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs)

    return _documented(open_view, view, security=[])


def about(find: Callable[..., object]) -> Callable[[Handler], Handler]:
    """How to find what a call is about: whether it is there is told before what else is wrong."""

    def decorator(view: Handler) -> Handler:
        view.find = find  # type: ignore[attr-defined]
        return view

    return decorator


def staff_row(view: reads.View, permission: str) -> Callable[..., None]:
    """How staff with this permission find the row that a path names; for `about`."""

    def find(**path: int | str) -> None:
        (key,) = path.values()
        reads.staff(db, view, session(), permission).one(key)

    return find


def require_allowed() -> None:
    """Refuse who may not use the route of this request, or what is not there, before it is told
    how to use it.

    Only asked when something else is wrong with a request: a CALL or SELECT that is sent
    finds out by itself.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    guard: Guard | None = getattr(view, "guard", None)
    if guard:
        guard.enter()
        secret = guest_or_session()
        if secret and guard.is_known_to_reads:
            reads.require(db, secret, guard.permission)
    find = getattr(view, "find", None)
    if find:
        find(**(request.view_args or {}))


def _enter(is_optional: bool = False) -> None:
    header = request.headers.get("Authorization")
    if header and header.startswith(BEARER):
        # A token that came before: nothing about it needs to be looked at again.
        claims = current_app.extensions[Tokens.KEY].known(header[len(BEARER) :])
        if claims and claims["type"] == "access":
            g.session = claims[SECRET]
            return
    if verify_jwt_in_request(optional=is_optional):
        g.session = get_jwt()[SECRET]
    elif header and header.lower().startswith(BEARER.strip().lower()):
        raise problem("unauthenticated", "Log in first.")


def _enter_as_visitor() -> None:
    with suppress(Problem, JWTExtendedException, PyJWTError):
        _enter(is_optional=True)


def _enter_by_refresh_token() -> None:
    verify_jwt_in_request(refresh=True)
    g.session = get_jwt()[SECRET]


def _enter_by_any_token() -> None:
    by_cookie = "Authorization" not in request.headers
    verify_jwt_in_request(
        refresh=by_cookie and REFRESH_COOKIE in request.cookies, verify_type=False
    )
    g.session = get_jwt()[SECRET]


# Only for users who are logged in: the database asks whether the session lives.
signed_in = Guard(_enter, SECURITY)
# For everybody; who is logged in acts as a user.
guest_or_user = Guard(partial(_enter, is_optional=True), [{}, *SECURITY])
# For everybody; whoever comes with a token that is no good (any more) is a guest. Only for what
# guests may read: a guest's cart must not fill while a user thinks that it is theirs.
visitor_or_user = Guard(_enter_as_visitor, [{}, *SECURITY], is_known_to_reads=False)
# Only with a refresh token, whose session the procedure checks.
by_refresh_token = Guard(
    _enter_by_refresh_token, [{"bearer": []}, {"refresh_cookie": []}], is_known_to_reads=False
)
# With the access token or the refresh token of a session.
by_any_token = Guard(
    _enter_by_any_token, [*SECURITY, {"refresh_cookie": []}], is_known_to_reads=False
)


def tokens() -> dict[str, Any]:
    """A fresh access token and refresh token; nothing that they hold tells whose they are."""
    settings = services().settings
    lifetime = timedelta(minutes=settings.integer("access_token_minutes"))
    session_lifetime = timedelta(days=settings.integer("session_days"))
    return {
        "access_token": create_access_token(secrets.token_hex(8), False, lifetime),
        "refresh_token": create_refresh_token(secrets.token_hex(8), session_lifetime),
        "expires_in": int(lifetime.total_seconds()),
    }


def secrets_of(made: dict[str, Any]) -> tuple[str, str]:
    """What the database is to know of new tokens."""
    return secret_of(made["access_token"]), secret_of(made["refresh_token"])


def set_cookies(response: Response, made: dict[str, Any]) -> Response:
    """Give the tokens to a browser too."""
    days = services().settings.integer("session_days")
    # The cookie outlives its token: a browser without it would be a guest, and is to be told 401.
    set_access_cookies(response, made["access_token"], days * 86400)
    set_refresh_cookies(response, made["refresh_token"], days * 86400)
    response.headers["X-CSRF-TOKEN"] = get_csrf_token(made["access_token"])
    return response


def _documented(checked: Callable[..., Any], view: Handler, **manual: Any) -> Handler:
    documented = copy.deepcopy(getattr(view, "_apidoc", {}))
    documented.setdefault("manual_doc", {}).update(manual)
    checked._apidoc = documented  # type: ignore[attr-defined]
    return cast(Handler, checked)
