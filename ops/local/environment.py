"""The settings of the local stack: secrets made once, addresses written at every start."""

from __future__ import annotations

import json
import os
import secrets
import shlex
from collections.abc import Mapping
from pathlib import Path

from core.db.url import build_url, parse_url
from ops.local.servers.base import write_private
from ops.paths import local_dir

LOGINS = {
    "STORE_API_DATABASE_URL": "api_login",
    "STORE_WORKER_DATABASE_URL": "worker_login",
    "STORE_REPORT_DATABASE_URL": "report_login",
    "STORE_OWNER_DATABASE_URL": "store_owner",
}
# The secrets by which the processes of the shop act, each for itself.
SESSIONS = {
    "STORE_API_SESSION": "session_api",
    "STORE_WORKER_SESSION": "session_worker",
    "STORE_CLOCK_SESSION": "session_clock",
    "STORE_IMPORTER_SESSION": "session_importer",
}
# What only the command line may know; no server process gets these.
PRIVILEGED = (
    "STORE_ADMIN_DATABASE_URL",
    "STORE_OWNER_DATABASE_URL",
    "STORE_DATABASE_URL",
    "STORE_IMPORTER_SESSION",
)
DEFAULTS = {
    "STORE_PORT": "8000",
    "STORE_MAIL_FROM": "Storekeeper <store@storekeeper.example>",
    "STORE_DEMO": "1",
    "STORE_DEMO_PASSWORD": "storekeeper-demo",
}


def of_service(values: Mapping[str, str], session: str) -> dict[str, str]:
    """What a server process gets: of the secrets by which the shop acts, only its own."""
    withheld = ({*SESSIONS} - {session}) | {*PRIVILEGED}
    return {name: value for name, value in values.items() if name not in withheld}


def env_file() -> Path:
    """Where the settings lie; only their owner may read them."""
    return local_dir() / "env"


def passwords() -> dict[str, str]:
    """The passwords of the four logins and the secrets of processes, made at the first start."""
    logins = {login: _secret(login) for login in LOGINS.values()}
    return logins | {name: _secret(name, secrets.token_hex(16)) for name in SESSIONS.values()}


def _secret(name: str, fresh: str | None = None) -> str:
    path = local_dir() / "secrets.json"
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    if name not in known:
        path.parent.mkdir(parents=True, exist_ok=True)
        known[name] = fresh or secrets.token_urlsafe(32)
        write_private(path, json.dumps(known, indent=2) + "\n")
    return known[name]


def setting(name: str) -> str:
    """What the caller's environment says, else the default."""
    return os.environ.get(name) or DEFAULTS[name]


def write(admin_url: str, redis_url: str, mail_port: int) -> dict[str, str]:
    """Write the settings of this start and return them."""
    local = local_dir()
    port = setting("STORE_PORT")
    values = {
        "STORE_ADMIN_DATABASE_URL": admin_url,
        "STORE_REDIS_URL": redis_url,
        "STORE_JWT_SECRET": _secret("jwt"),
        "STORE_SMTP_HOST": "127.0.0.1",
        "STORE_SMTP_PORT": str(mail_port),
        "STORE_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "STORE_EXPORT_DIR": str(local / "exports"),
        "STORE_MEDIA_DIR": str(local / "media"),
        **DEFAULTS,
    }
    server = parse_url(admin_url)
    known = passwords()
    for name, login in LOGINS.items():
        values[name] = build_url(
            login,
            known[login],
            server.get("port", 3306),
            server.get("unix_socket"),
            server.get("host", "127.0.0.1"),
        )
    values |= {name: known[kind] for name, kind in SESSIONS.items()}
    # What the caller has set wins, but for the URLs that were just made from it.
    made = {*LOGINS, "STORE_ADMIN_DATABASE_URL", "STORE_REDIS_URL"}
    values |= {
        name: value
        for name, value in os.environ.items()
        if name in values and name not in made and value
    }
    for name in ("STORE_EXPORT_DIR", "STORE_MEDIA_DIR"):
        Path(values[name]).mkdir(parents=True, exist_ok=True, mode=0o700)
    lines = [f"{name}={shlex.quote(value)}\n" for name, value in sorted(values.items())]
    write_private(env_file(), "".join(lines))
    return values


def read() -> dict[str, str]:
    """The settings of the last start; empty before the first one."""
    if not env_file().exists():
        return {}
    pairs = (line.split("=", 1) for line in env_file().read_text().splitlines())
    return {name: shlex.split(value)[0] if value else "" for name, value in pairs}


def apply() -> None:
    """Give this process the settings of the local stack; the caller's own win."""
    for name, value in read().items():
        os.environ.setdefault(name, value)
