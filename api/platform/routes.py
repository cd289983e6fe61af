"""Whether the shop is alive, and whether it can serve."""

from __future__ import annotations

from flask import Response
from marshmallow import Schema, fields, validate

from api.http.answers import answer
from api.http.auth import anybody
from api.http.blueprint import Blueprint
from api.services import db, per_application, services
from core.db import Problem, Row
from core.sql_tree import checksum

blueprint = Blueprint("platform", __name__, "Health and readiness.")

# A server to which this tree was applied once may have a newer one by now, but no older one.
APPLIED = (
    "SELECT EXISTS (SELECT 1 FROM store_migrations.runs WHERE tree_checksum = %s)"
    " AND NOT EXISTS (SELECT 1 FROM store_migrations.schema_files WHERE finished_at IS NULL)"
    " AS migrations, CONVERT_TZ('2020-01-01', 'UTC', 'Europe/Sofia') IS NOT NULL AS time_zones,"
    " newest_partition, is_next_month_there FROM audit_partition_state"
)


class HealthAnswer(Schema):
    """The process answers."""

    status = fields.String(required=True)


class ReadyAnswer(HealthAnswer):
    """Each thing that serving needs, and whether it is there."""

    status = fields.String(
        required=True, validate=validate.OneOf(["ready", "degraded", "not_ready"])
    )
    checks = fields.Dict(keys=fields.String(), values=fields.Boolean(), required=True)
    warnings = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "What serves today and must be looked after."},
    )


@blueprint.route("/health")
@anybody
@blueprint.response(200, HealthAnswer)
def health() -> Row:
    """Tell that this process lives."""
    return {"status": "ok"}


@blueprint.route("/ready")
@anybody
@blueprint.alt_response(503, schema=ReadyAnswer, description="Something is missing.")
@blueprint.response(200, ReadyAnswer)
def ready() -> Response:
    """Tell whether MySQL, migrations and time zones are there; without Redis it serves slower."""
    warnings: list[str] = []
    checks = _database(warnings)
    is_ready, has_redis = all(checks.values()), _redis()
    status = "not_ready" if not is_ready else "ready" if has_redis else "degraded"
    if not has_redis:
        warnings.append("Redis does not answer: all of this is slower, limits are per process.")
    body = {"status": status, "checks": {**checks, "redis": has_redis}, "warnings": warnings}
    headers = None if is_ready else {"Retry-After": "2"}
    return answer(body, 200 if is_ready else 503, headers)


def _database(warnings: list[str]) -> dict[str, bool]:
    names = ("migrations", "time_zones")
    try:
        row = db.rows(APPLIED, (_tree(),))[0]
    except Problem:
        return {"database": False, **dict.fromkeys(names, False)}
    except Exception:
        # It answers, but knows neither our tables nor our login.
        return {"database": True, **dict.fromkeys(names, False)}
    if not row["is_next_month_there"]:
        newest = row["newest_partition"] or "none"
        warnings.append(f"The audit has no partition for next month; its newest is {newest}.")
    return {"database": True, **{name: bool(row[name]) for name in names}}


@per_application
def _tree() -> str:
    """The SQL that this process was started with."""
    return checksum(services().config.sql_dir)


def _redis() -> bool:
    try:
        return bool(services().redis.ping())
    except Exception:
        return False
