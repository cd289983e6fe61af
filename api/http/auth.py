"""Who asks: the user that a token names, whose session in the database must be alive."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, Response, g, request
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

from api.http.problems import problem, rendered
from api.services import db, services
from core.config import BASE, Config

Handler = TypeVar("Handler", bound=Callable[..., Any])
LIVE = "SELECT user_id FROM live_sessions WHERE session_id = %s AND user_id = %s"
SECURITY: list[dict[str, list[str]]] = [{"bearer": []}, {"cookie": []}]
REFRESH_COOKIE = "refresh_token_cookie"
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
    Tokens(app)
    app.register_error_handler(CSRFError, _on_csrf)
    app.register_error_handler(JWTExtendedException, _on_token)
    app.register_error_handler(PyJWTError, _on_token)


class Tokens(JWTManager):
    """The tokens of the application; its refusals look like all others."""

    def __init__(self, app: Flask) -> None:
        self._verified: dict[str, dict[str, Any]] = {}
        super().__init__(app)

    def _set_error_handler_callbacks(self, app: Flask) -> None:
        return

    def _decode_jwt_from_config(
        self, encoded_token: str, csrf_value: str | None = None, allow_expired: bool = False
    ) -> dict[str, Any]:
        """Verify a token once; after that only its time is looked at, and its session."""
        claims = self._verified.get(encoded_token)
        if claims and claims["exp"] > time.time() and not (csrf_value or allow_expired):
            return {**claims}
        found = super()._decode_jwt_from_config(encoded_token, csrf_value, allow_expired)
        decoded = cast(dict[str, Any], found)
        if "exp" in decoded and not allow_expired:
            if len(self._verified) >= MOST_VERIFIED:
                self._verified.clear()
            self._verified[encoded_token] = {**decoded}
        return decoded


def _on_csrf(error: CSRFError) -> Response:
    detail = "Send the value of the CSRF cookie in the header X-CSRF-TOKEN."
    return rendered(problem("csrf_failed", detail))


def _on_token(error: Exception) -> Response:
    return rendered(problem("unauthenticated", "Log in first."))


def actor() -> int:
    """The user who is signed in."""
    return int(g.user_id)


def guest_or_actor() -> int | None:
    """The user who is signed in, None for a guest."""
    found: int | None = g.get("user_id")
    return found


def session_id() -> int:
    """The session that the token belongs to."""
    return int(get_jwt()["sid"])


def signed_in(view: Handler) -> Handler:
    """Only for users who are logged in."""

    @wraps(view)
    def checked(*args: Any, **kwargs: Any) -> Any:
        verify_jwt_in_request()
        _enter()
        return view(*args, **kwargs)

    return _documented(checked, view, security=SECURITY)


def staff(permission: str) -> Callable[[Handler], Handler]:
    """Only with a permission; the database asks for it, here it is documented."""

    def decorator(view: Handler) -> Handler:
        checked = signed_in(view)
        return _documented(checked, checked, **{"x-permission": permission})

    return decorator


def guest_or_user(view: Handler) -> Handler:
    """For everybody; who is logged in acts as a user."""

    @wraps(view)
    def checked(*args: Any, **kwargs: Any) -> Any:
        if verify_jwt_in_request(optional=True):
            _enter()
        return view(*args, **kwargs)

    return _documented(checked, view, security=[{}, *SECURITY])


def anybody(view: Handler) -> Handler:
    """For everybody, logged in or not."""

    @wraps(view)
    def open_view(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs)

    return _documented(open_view, view, security=[])


def by_refresh_token(view: Handler) -> Handler:
    """Only with a refresh token, whose session the procedure checks."""

    @wraps(view)
    def checked(*args: Any, **kwargs: Any) -> Any:
        verify_jwt_in_request(refresh=True)
        return view(*args, **kwargs)

    return _documented(checked, view, security=[{"bearer": []}, {"refresh_cookie": []}])


def by_any_token(view: Handler) -> Handler:
    """With the access token or the refresh token of a living session."""

    @wraps(view)
    def checked(*args: Any, **kwargs: Any) -> Any:
        by_cookie = "Authorization" not in request.headers
        verify_jwt_in_request(
            refresh=by_cookie and REFRESH_COOKIE in request.cookies, verify_type=False
        )
        _enter()
        return view(*args, **kwargs)

    return _documented(checked, view, security=[*SECURITY, {"refresh_cookie": []}])


def _enter() -> None:
    claims = get_jwt()
    user_id = int(claims["sub"])
    if not db.rows(LIVE, (claims.get("sid"), user_id)):
        raise problem("unauthenticated", "This session has ended: log in again.")
    g.user_id = user_id


def tokens(user_id: int, sid: int) -> dict[str, Any]:
    """An access token and a refresh token of a session."""
    settings = services().settings
    lifetime = timedelta(minutes=settings.integer("access_token_minutes"))
    session = timedelta(days=settings.integer("session_days"))
    claims = {"sid": sid}
    return {
        "access_token": create_access_token(str(user_id), False, lifetime, claims),
        "refresh_token": create_refresh_token(str(user_id), session, claims),
        "expires_in": int(lifetime.total_seconds()),
    }


def set_cookies(response: Response, made: dict[str, Any]) -> Response:
    """Give the tokens to a browser too."""
    days = services().settings.integer("session_days")
    set_access_cookies(response, made["access_token"], made["expires_in"])
    set_refresh_cookies(response, made["refresh_token"], days * 86400)
    response.headers["X-CSRF-TOKEN"] = get_csrf_token(made["access_token"])
    return response


def _documented(checked: Callable[..., Any], view: Handler, **manual: Any) -> Handler:
    documented = copy.deepcopy(getattr(view, "_apidoc", {}))
    documented.setdefault("manual_doc", {}).update(manual)
    checked._apidoc = documented  # type: ignore[attr-defined]
    return cast(Handler, checked)
