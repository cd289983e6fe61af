"""The types of the pages, which openapi-typescript makes of the API's own document."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from ops.local import web
from ops.local.node import Node
from ops.paths import ROOT

TYPES = web.WEB / "src/shared/api/schema.ts"
TOOL = web.MODULES / ".bin/openapi-typescript"


def generate(tools: Node) -> None:
    """Write the types as the API is now."""
    TYPES.write_text(_made(tools))


def are_current(tools: Node) -> bool:
    """Whether the types are those of the API as it is now."""
    return TYPES.exists() and TYPES.read_text() == _made(tools)


def _made(tools: Node) -> str:
    with tempfile.TemporaryDirectory(prefix="store-types-") as folder:
        document, types = Path(folder) / "openapi.json", Path(folder) / "schema.ts"
        with document.open("wb") as file:
            command = [sys.executable, "-m", "api.document"]
            subprocess.run(command, cwd=ROOT, stdout=file, check=True)
        command = [str(TOOL), str(document), "--output", str(types)]
        subprocess.run(command, env=tools.env, stdout=subprocess.DEVNULL, check=True)
        return types.read_text()
