"""The settings of the local stack: secrets made once, addresses written at every start."""

from __future__ import annotations

import json
import os
import secrets
import shlex
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from pathlib import Path

from redis import Redis

from core.config import Config, ConfigError
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
# It stands in the README: for a shop that only this machine reaches.
PUBLISHED_PASSWORD = "storekeeper-demo"
DEFAULTS = {
    "STORE_PORT": "8000",
    "STORE_BIND": "127.0.0.1",
    "STORE_MAIL_FROM": "Storekeeper <store@storekeeper.example>",
}


# Who understands the address of a server.
URLS: dict[str, Callable[[str], object]] = {
    "STORE_DATABASE_URL": parse_url,
    "STORE_REDIS_URL": Redis.from_url,
}
# Made from the servers that run; the caller's own mean nothing here.
MADE = {*LOGINS, "STORE_ADMIN_DATABASE_URL", "STORE_REDIS_URL"}


class BrokenFile(Exception):
    """A file of ours cannot be read; the text names it and the way out."""


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


def _secrets() -> dict[str, str]:
    path = local_dir() / "secrets.json"
    try:
        known = json.loads(path.read_text())
    except FileNotFoundError:
        return {}
    except ValueError:
        known = None
    if not isinstance(known, dict) or not all(isinstance(each, str) for each in known.values()):
        raise BrokenFile(
            f"{path} cannot be read. Restore it from a copy, or remove it: the next"
            " ./store up makes new passwords."
        )
    return known


def _secret(name: str, fresh: str | None = None) -> str:
    known = _secrets()
    if name not in known:
        path = local_dir() / "secrets.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        known[name] = fresh or secrets.token_urlsafe(32)
        write_private(path, json.dumps(known, indent=2) + "\n")
    return known[name]


def config() -> Config:
    """What the caller's environment says, checked before anything starts."""
    said = {**DEFAULTS, **{name: value for name, value in os.environ.items() if value}}
    # The data of others are left alone unless somebody says otherwise.
    said.setdefault("STORE_DEMO", "0" if said.get("STORE_DATABASE_URL") else "1")
    found = Config.from_environment(said)
    try:
        ip_address(found.bind)
    except ValueError as error:
        raise ConfigError(
            f"STORE_BIND must be an address such as 127.0.0.1 or 0.0.0.0, not {found.bind!r}."
        ) from error
    for name, understand in URLS.items():
        try:
            if name in said:
                understand(said[name])
        except ValueError as error:
            raise ConfigError(f"{name} cannot be understood: {error}") from error
    is_told = said.get("STORE_DEMO_PASSWORD") == PUBLISHED_PASSWORD
    if is_told and found.demo and is_public(found.bind):
        raise ConfigError(
            f"STORE_DEMO_PASSWORD is the published one, and the API would listen on {found.bind}:"
            " choose another one, or leave it out and ./store up makes one."
        )
    return found


def is_public(address: str) -> bool:
    """Whether others than this machine reach a server that listens there."""
    return not ip_address(address).is_loopback


def reached_at(address: str, port: int) -> str:
    """Where this machine reaches the API that listens there."""
    own = ip_address(address)
    if own.is_unspecified:
        own = ip_address("127.0.0.1" if own.version == 4 else "::1")
    return f"http://[{own}]:{port}" if own.version == 6 else f"http://{own}:{port}"


def demo_password(chosen: Config) -> str:
    """The password of the demo logins: the published one only where strangers cannot try it."""
    said = os.environ.get("STORE_DEMO_PASSWORD")
    if not is_public(chosen.bind):
        return said or _secrets().get("demo", PUBLISHED_PASSWORD)
    return said if said and said != PUBLISHED_PASSWORD else _secret("demo", secrets.token_hex(8))


def write(admin_url: str, redis_url: str, mail_port: int) -> dict[str, str]:
    """Write the settings of this start and return them."""
    local = local_dir()
    chosen = config()
    values = {
        **DEFAULTS,
        "STORE_DEMO": str(int(chosen.demo)),
        "STORE_DEMO_PASSWORD": demo_password(chosen),
        "STORE_ADMIN_DATABASE_URL": admin_url,
        "STORE_REDIS_URL": redis_url,
        "STORE_JWT_SECRET": _secret("jwt"),
        "STORE_SMTP_HOST": "127.0.0.1",
        "STORE_SMTP_PORT": str(mail_port),
        "STORE_PUBLIC_URL": reached_at(chosen.bind, chosen.port),
        "STORE_EXPORT_DIR": str(local / "exports"),
        "STORE_MEDIA_DIR": str(local / "media"),
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
    values |= {
        name: value
        for name, value in os.environ.items()
        if name in values and name not in MADE and value
    }
    values |= {"STORE_PORT": str(chosen.port), "STORE_DEMO": str(int(chosen.demo))}
    for name in ("STORE_EXPORT_DIR", "STORE_MEDIA_DIR"):
        Path(values[name]).mkdir(parents=True, exist_ok=True, mode=0o700)
    lines = [f"{name}={shlex.quote(value)}\n" for name, value in sorted(values.items())]
    write_private(env_file(), "".join(lines))
    return values


def read() -> dict[str, str]:
    """The settings of the last start; empty before the first one."""
    try:
        pairs = [each.partition("=") for each in shlex.split(env_file().read_text())]
    except FileNotFoundError:
        return {}
    except ValueError:
        pairs = [("", "", "")]
    if not all(name.startswith("STORE_") and equals for name, equals, _ in pairs):
        raise BrokenFile(
            f"{env_file()} cannot be read. Remove it: the next ./store up writes it again."
        )
    return {name: value for name, _, value in pairs}


def differing() -> list[str]:
    """What the caller's environment says otherwise than the stack that runs."""
    return [
        name
        for name, value in read().items()
        if name not in MADE and os.environ.get(name) not in (None, "", value)
    ]


def apply() -> None:
    """Give this process the settings of the local stack; the caller's own win."""
    for name, value in read().items():
        os.environ.setdefault(name, value)
