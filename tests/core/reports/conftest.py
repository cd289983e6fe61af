"""Report files of a test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import reports
from tests.support.reports import ReportFiles


@pytest.fixture
def files(tmp_path: Path) -> ReportFiles:
    """A definition and a query, for a test to change."""
    return reports.made(tmp_path)
