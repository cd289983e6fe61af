"""The settings of the server on which promises rest, and those of them that differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ops.migrations.drift import Drift
from ops.migrations.session import Session

# Not CONVERT_TZ: a server remembers zones that it has used, until it starts again.
_ZONE = "SELECT COUNT(*) FROM mysql.time_zone_name WHERE Name = 'Europe/Sofia'"
_STRICT = {"STRICT_TRANS_TABLES", "STRICT_ALL_TABLES", "TRADITIONAL"}


@dataclass(frozen=True)
class Rule:
    """One setting; a server that does not know it has nothing to answer for."""

    name: str
    wanted: str
    why: str
    is_of_binlog: bool = False
    holds: Callable[[str], bool] | None = None

    def is_kept(self, value: str) -> bool:
        """Whether the server's value will do."""
        return self.holds(value) if self.holds else value == self.wanted


def _is_strict(value: str) -> bool:
    return bool(_STRICT & set(value.split(",")))


_ISOLATION = "a console sees what is there, as the shop's own logins do"
_CHECKED = "connections begin with it, and the schema counts on it"
RULES = (
    Rule("innodb_flush_log_at_trx_commit", "1", "what was committed survives a power cut"),
    Rule("sync_binlog", "1", "what was committed survives a power cut", is_of_binlog=True),
    Rule(
        "innodb_doublewrite",
        "ON",
        "a page half written is made whole again",
        holds=lambda value: value in ("ON", "1", "DETECT_AND_RECOVER"),
    ),
    Rule(
        "sql_mode",
        "STRICT_TRANS_TABLES",
        "values that do not fit are refused, not cut",
        holds=_is_strict,
    ),
    # MySQL and newer MariaDB, then MariaDB before 11.1.
    Rule("transaction_isolation", "READ-COMMITTED", _ISOLATION),
    Rule("tx_isolation", "READ-COMMITTED", _ISOLATION),
    Rule("innodb_autoinc_lock_mode", "2", "INSERT ... SELECT does not hold up other writers"),
    Rule("binlog_format", "ROW", "replicas get rows, not statements", is_of_binlog=True),
    Rule(
        "log_bin_trust_function_creators",
        "ON",
        "./store db apply can make triggers",
        is_of_binlog=True,
    ),
    Rule(
        "event_scheduler",
        "OFF",
        "nothing happens by itself but by the clock",
        holds=lambda value: value in ("OFF", "DISABLED"),
    ),
    Rule("character_set_server", "utf8mb4", "every text fits"),
    Rule("foreign_key_checks", "ON", _CHECKED),
    Rule("unique_checks", "ON", _CHECKED),
    Rule("check_constraint_checks", "ON", _CHECKED),
    Rule("init_connect", "", "connections begin as the files say"),
    Rule("mandatory_roles", "", "roles are granted by files alone"),
    Rule("local_infile", "OFF", "no client's file is asked for"),
)


def differing(session: Session) -> Iterator[Drift]:
    """A setting that is not what a promise needs."""
    names = ", ".join(f"'{rule.name}'" for rule in RULES)
    values = {
        str(name): str(value)
        for name, value in session.rows(
            f"SHOW GLOBAL VARIABLES WHERE Variable_name IN ('log_bin', {names})"
        )
    }
    for rule in RULES:
        value = values.get(rule.name)
        if value is None or (rule.is_of_binlog and values["log_bin"] != "ON"):
            continue
        if not rule.is_kept(value):
            finding = f"is {value or 'empty'}, not {rule.wanted or 'empty'}: {rule.why}"
            yield Drift("changed", "server setting", rule.name, finding)
    if not session.rows(_ZONE)[0][0]:
        finding = "are not loaded: days in reports follow the shop's time zone"
        yield Drift("missing", "server setting", "time zones", finding)
