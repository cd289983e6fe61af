"""The database: a pool of connections, CALL and SELECT, refusals as problems."""

from core.db.client import Database
from core.db.pool import DriverError, require_fast_driver
from core.db.problems import Problem
from core.db.statements import Row
from core.db.writers import Writers

__all__ = ["Database", "DriverError", "Problem", "Row", "Writers", "require_fast_driver"]
