"""A wheel brings the office along, built: whoever installs it needs no Node."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuildTheOffice(BuildHookInterface[Any]):
    """Builds the pages first, if a source of theirs has changed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before the files are gathered."""
        sys.path.insert(0, str(Path(self.root)))
        from ops.local import web

        web.build(self.app.display_info)
