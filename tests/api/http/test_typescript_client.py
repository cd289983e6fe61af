"""openapi-typescript makes types of the document, and openapi-fetch does the main job with them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ops.paths import ROOT
from tests.support.npm import packages, run

SOURCE = Path(__file__).with_name("typescript")
# How the office writes its queries is how any client of openapi-fetch may do it.
QUERIES = ROOT / "web/src/shared/api/search.ts"


@pytest.mark.slow
def test_a_generated_client_does_the_main_job(
    document: Path, job: dict[str, str], tmp_path: Path
) -> None:
    for name in ("package.json", "tsconfig.json", "main_job.ts"):
        shutil.copy2(SOURCE / name, tmp_path)
    shutil.copy2(QUERIES, tmp_path)
    (tmp_path / "node_modules").symlink_to(packages(SOURCE))
    tools = tmp_path / "node_modules/.bin"
    run([str(tools / "openapi-typescript"), str(document), "-o", "schema.d.ts"], tmp_path)
    run([str(tools / "tsc")], tmp_path)
    assert run(["node", "built/main_job.js"], tmp_path, **job) == "done\n"
