"""Migrations: what `sql/` says, brought to a server and compared with it."""

from ops.migrations.errors import MigrationError
from ops.migrations.plan import Change
from ops.migrations.runner import apply, plan

__all__ = ["Change", "MigrationError", "apply", "plan"]
