"""The types of the pages are made of the API's document, which needs no server to be written."""

from __future__ import annotations

import json
import subprocess
import sys

from flask import Flask

from api import create_app
from core.config import BASE, Config
from ops.local import web, web_types
from ops.paths import ROOT


def test_the_types_of_the_pages_are_those_of_the_api() -> None:
    tools = web.ready(print)
    assert web_types.are_current(tools), "./store web types writes them anew."


def test_the_written_document_is_the_one_that_is_served(stack_env: dict[str, str]) -> None:
    written = subprocess.run(
        [sys.executable, "-m", "api.document"], cwd=ROOT, capture_output=True, check=True
    )
    app: Flask = create_app(Config.from_environment(stack_env))
    served = app.test_client().get(f"{BASE}/openapi.json")
    assert json.loads(written.stdout) == served.get_json()
