"""The database: a pool of connections, CALL and SELECT, refusals as problems."""

from api.db.database import Database
from api.db.pool import DriverError, require_fast_driver
from api.db.problems import Problem
from api.db.statement import Row
from api.db.stream import Stream

__all__ = ["Database", "DriverError", "Problem", "Row", "Stream", "require_fast_driver"]
