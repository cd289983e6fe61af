"""Private database and Redis servers, in folders of their own."""

from ops.local.servers.base import ServerError
from ops.local.servers.mysql import MySQLServer
from ops.local.servers.redis import RedisServer

__all__ = ["MySQLServer", "RedisServer", "ServerError"]
