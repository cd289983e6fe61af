"""The floors of the README: who may import whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops.paths import ROOT

OURS = {"api", "benchmarks", "core", "ops", "tests", "workers"}
ALLOWED = {
    "api": {"core"},
    "workers": {"core"},
    "ops": {"core"},
    "core": set[str](),
}
# Core knows neither HTTP nor how jobs are worked off: a wake-up puts one into a queue.
FOREIGN = {"flask", "flask_smorest", "flask_jwt_extended", "werkzeug", "webargs", "granian"}
MODULES = [path for floor in ALLOWED for path in sorted((ROOT / floor).rglob("*.py"))]


def imported(path: Path) -> Iterator[str]:
    """The modules that a file names in its imports, and in those that it makes by name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield ast.unparse(node.args[0]).strip("f'\"")


def name_of(path: Path) -> str:
    """A file in a test's title."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    floor = path.relative_to(ROOT).parts[0]
    others = {name.split(".")[0] for name in imported(path)} & OURS - {floor}
    assert others <= ALLOWED[floor], f"{floor}/ may not import {others - ALLOWED[floor]}"


@pytest.mark.parametrize("path", sorted((ROOT / "core").rglob("*.py")), ids=name_of)
def test_core_knows_neither_http_nor_jobs(path: Path) -> None:
    names = set(imported(path))
    assert not {name.split(".")[0] for name in names} & FOREIGN
    if path != ROOT / "core/wake.py":
        assert not any(name.split(".")[0] == "rq" for name in names)


def test_every_test_lies_where_its_subject_does() -> None:
    for path in (ROOT / "tests").rglob("test_*.py"):
        folder = path.relative_to(ROOT / "tests").parent
        assert (ROOT / folder).is_dir() or folder.name == "faults", f"{folder}/ is gone"
