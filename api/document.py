"""The OpenAPI document on standard output, without any server: `python -m api.document`."""

from __future__ import annotations

import sys

from api import create_app
from core.config import BASE, LEAST_SECRET, Config


def main() -> None:
    """Print what /openapi.json would answer."""
    # The application asks its servers for nothing before the first request that needs them.
    config = Config(
        api_database_url="mysql://nobody@127.0.0.1/store",
        jwt_secret="-" * LEAST_SECRET,
        log_level="WARNING",
    )
    document = create_app(config).test_client().get(f"{BASE}/openapi.json")
    sys.stdout.buffer.write(document.get_data())


if __name__ == "__main__":
    main()
