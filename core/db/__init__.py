"""The database: a pool of connections, CALL and SELECT, refusals as problems."""

from core.db.client import Database
from core.db.pool import DriverError, require_fast_driver
from core.db.problems import Problem
from core.db.statements import Row

__all__ = ["Database", "DriverError", "Problem", "Row", "require_fast_driver"]
