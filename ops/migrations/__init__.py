"""Migrations: what `sql/` says, brought to a server and compared with it."""

from ops.migrations.drift import Drift
from ops.migrations.errors import MigrationError
from ops.migrations.generate import generate, generate_enums
from ops.migrations.new import new
from ops.migrations.plan import Change
from ops.migrations.runner import apply, plan
from ops.migrations.status import Group, status
from ops.migrations.verify import verify

__all__ = [
    "Change",
    "Drift",
    "Group",
    "MigrationError",
    "apply",
    "generate",
    "generate_enums",
    "new",
    "plan",
    "status",
    "verify",
]
