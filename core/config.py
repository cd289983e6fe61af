"""The configuration: everything that the environment may say, in one typed place."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

# Where the contract begins in a URL.
BASE = "/api/v1"
PREFIX = "STORE_"
TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"", "0", "false", "no", "off"})
LEAST_SECRET = 32
PORTS = 65536
EXPORTS, MEDIA = Path(".local/exports"), Path(".local/media")
# Beside the packages stands what belongs to them, in a clone and where they are installed.
ROOT = Path(__file__).resolve().parent.parent
SQL, REPORTS, OFFICE = ROOT / "sql", ROOT / "reports.json", ROOT / "web/dist"


class ConfigError(Exception):
    """A variable is missing or does not make sense; the text names it."""


def _variable(default: object, text: str) -> Any:
    return field(default=default, metadata={"text": text})


def _port(default: int, text: str) -> Any:
    return field(default=default, metadata={"text": text, "is_port": True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What `STORE_<NAME>` in the environment says; the text of each field documents it."""

    api_database_url: str = _variable(
        "", "Database login of the API: mysql://user:password@host:port/store[?unix_socket=/path]."
    )
    worker_database_url: str = _variable("", "Database login of the workers.")
    report_database_url: str = _variable("", "Read-only database login of the reports.")
    report_replica_url: str = _variable(
        "", "The same login at a replica, if reports shall be read there."
    )
    redis_url: str = _variable("redis://127.0.0.1:6379/0", "Redis: cache, rate limits, wake-ups.")
    jwt_secret: str = _variable("", "Key that signs access and refresh tokens, 32 characters up.")
    api_session: str = _variable("", "Secret by which the API acts for itself, 32 hex digits.")
    worker_session: str = _variable("", "Secret by which the workers act.")
    clock_session: str = _variable("", "Secret by which the clock acts.")
    port: int = _port(8000, "Port that the API listens on.")
    bind: str = _variable("127.0.0.1", "Address that the API listens on.")
    public_url: str = _variable("http://127.0.0.1:8000", "Address of the shop in mails.")
    export_dir: Path = _variable(EXPORTS, "Folder of report files, of this shop alone.")
    media_dir: Path = _variable(MEDIA, "Folder of product pictures.")
    sql_dir: Path = _variable(SQL, "Folder of the SQL that the database should have.")
    reports_file: Path = _variable(REPORTS, "Report definitions.")
    reports_sql_dir: Path = _variable(SQL / "reports", "Folder of the report queries.")
    office_dir: Path = _variable(OFFICE, "Folder of the built back office.")
    smtp_host: str = _variable("127.0.0.1", "SMTP server that takes the mails.")
    smtp_port: int = _port(25, "Port of the SMTP server.")
    mail_from: str = _variable("Storekeeper <store@storekeeper.example>", "Sender of the mails.")
    demo: bool = _variable(False, "The demo shop is loaded: its captcha answers may be read.")
    cookie_secure: bool = _variable(False, "Cookies travel over TLS only; set it in production.")
    trusted_proxies: int = _variable(0, "Reverse proxies in front that set X-Forwarded-For.")
    body_limit: int = _variable(1_048_576, "Largest request body, in bytes.")
    workers: int = _variable(2, "Processes of the API.")
    threads: int = _variable(8, "Threads of each process; with one more, its database connections.")
    writers: int = _variable(6, "Calls that may write at once in each process, fewer than threads.")
    call_seconds: float = _variable(3.0, "Seconds that all tries of one request may take.")
    connection_wait: float = _variable(2.0, "Seconds to wait for a free database connection.")
    allow_pure_driver: bool = _variable(False, "Start even without the fast database driver.")
    rate_limits: bool = _variable(True, "Limit how fast sensitive calls may follow each other.")
    limit_login: str = _variable("10/minute", "Logins per client and e-mail address.")
    limit_register: str = _variable("10/minute", "Registrations per client.")
    limit_captcha: str = _variable("30/minute", "Captchas per client.")
    limit_resend: str = _variable("5/minute", "Verification mails asked for per client.")
    limit_refresh: str = _variable("60/minute", "Token refreshes per client.")
    log_level: str = _variable("INFO", "Least level that is logged.")
    log_file: str = _variable("", "File that the API logs to, else standard output.")
    heartbeat_file: str = _variable("", "File in which a worker says that it lives.")

    @property
    def reports_url(self) -> str:
        """Where reports are read."""
        return self.report_replica_url or self.report_database_url

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Config:
        """Read the environment; an empty variable counts as unset."""
        values = os.environ if environment is None else environment
        types = get_type_hints(cls)
        found: dict[str, Any] = {
            each.name: _parse(each, types[each.name], values[variable_of(each)])
            for each in fields(cls)
            if values.get(variable_of(each))
        }
        return cls(**found)

    def require_api(self) -> None:
        """Refuse to serve without what an API process cannot do without."""
        if not self.api_database_url:
            raise ConfigError("STORE_API_DATABASE_URL is not set.")
        if len(self.jwt_secret) < LEAST_SECRET:
            raise ConfigError(f"STORE_JWT_SECRET needs at least {LEAST_SECRET} characters.")


def variable_of(each: Field[Any]) -> str:
    """The name of a field's environment variable."""
    return PREFIX + each.name.upper()


def _parse(each: Field[Any], kind: type, text: str) -> object:
    name = variable_of(each)
    if kind is bool:
        if text.lower() not in TRUE | FALSE:
            raise ConfigError(f"{name} must be 1 or 0, not {text!r}.")
        return text.lower() in TRUE
    if each.metadata.get("is_port"):
        if not re.fullmatch(r"[0-9]{1,5}", text) or not 0 < int(text) < PORTS:
            raise ConfigError(f"{name} must be a port from 1 to {PORTS - 1}, not {text!r}.")
        return int(text)
    try:
        return kind(text)
    except ValueError as error:
        raise ConfigError(f"{name} must be a {kind.__name__}, not {text!r}.") from error
