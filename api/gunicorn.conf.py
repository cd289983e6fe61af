"""How gunicorn serves the API; the figures behind these choices are in docs/decisions.md."""

from __future__ import annotations

from pathlib import Path

from api.config import Config

_config = Config.from_environment()

bind = f"{_config.bind}:{_config.port}"
workers = _config.workers
worker_class = "gthread"
threads = _config.threads
# Connections to MySQL and Redis are opened by each worker, never before the fork.
preload_app = False
keepalive = 30
timeout = 60
graceful_timeout = 15
# The application writes a line for each request itself.
accesslog = None
errorlog = "-"
loglevel = "warning"
# Heartbeats of a worker must not wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
