"""Private database and Redis servers, in folders of their own."""

from ops.servers.base import ServerError
from ops.servers.mysql import MySQLServer
from ops.servers.redis import RedisServer

__all__ = ["MySQLServer", "RedisServer", "ServerError"]
