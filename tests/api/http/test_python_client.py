"""openapi-python-client makes a client of the document, and it does the main job."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

GENERATE = (sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none")
MAIN_JOB = Path(__file__).with_name("python_client_job.py")


@pytest.mark.slow
def test_a_generated_client_does_the_main_job(
    document: Path, job: dict[str, str], tmp_path: Path
) -> None:
    made = subprocess.run(
        [*GENERATE, "--path", str(document), "--output-path", str(tmp_path / "shop_client")],
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    assert "arning" not in made.stdout, made.stdout
    done = subprocess.run(
        [sys.executable, str(MAIN_JOB)],
        env={**os.environ, **job, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.stdout == "done\n", done.stdout + done.stderr
