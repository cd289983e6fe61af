"""The house rules of the Python: it only calls and selects, and nothing of it is long."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops.paths import ROOT

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
# A test may tell a whole journey.
LONGEST_STORY = 80
WRITES = re.compile(
    r"\s*(INSERT\s|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b|REPLACE\s+INTO\b|TRUNCATE\s|ALTER\s|DROP\s"
    r"|CREATE\s|GRANT\s|LOCK\s+TABLES\b|START\s+TRANSACTION\s*$|COMMIT\s*$|LOAD\s+DATA\b)"
)


def python_files(*folders: str) -> list[Path]:
    """The Python files below these folders."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def strings(path: Path) -> Iterator[str]:
    """The string constants of a module that are not docstrings."""
    tree = ast.parse(path.read_text())
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


@pytest.mark.parametrize(
    "path", python_files("api", "core", "workers"), ids=lambda path: str(path.relative_to(ROOT))
)
def test_python_only_calls_and_selects(path: Path) -> None:
    for text in strings(path):
        assert not WRITES.match(text), f"{text!r}"


@pytest.mark.parametrize(
    "path",
    python_files("api", "core", "workers", "ops", "benchmarks", "tests"),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_lengths(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = (node.end_lineno or 0) - node.lineno + 1
            most = LONGEST_STORY if "tests" in path.parts else LONGEST_FUNCTION
            assert lines <= most, f"{node.name} has {lines} lines"
