"""What imports what: readers' code, what makes the site, and what could make any site."""

import ast
import re
import sys
import zipfile
from pathlib import Path

import pytest

from site_builder.publishing.taken_along import wheel

ROOT = Path(__file__).parent.parent
# What may be imported by what decides where blocks run, so that it could serve any site.
ANY_SITE_HAS = {"distributed", "markdown_exec", "markupsafe", "mkdocs", "ctypes"}


def imports_of(path: Path) -> set[str]:
    """Return the modules that a file imports, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: wanted absolute imports"
            found.add(node.module or "")
    return found


def sources(folder: str) -> list[Path]:
    found = sorted((ROOT / folder).rglob("*.py"))
    assert found
    return found


@pytest.mark.reads("worked")
def test_what_readers_import_knows_nothing_of_what_makes_the_site():
    guests = {
        path.relative_to(ROOT).as_posix(): name
        for path in sources("worked")
        for name in imports_of(path)
        if name.split(".")[0] in ("site_builder", "tests", "benchmarks", "mkdocs")
    }
    assert guests == {}
    named = [
        p.name for p in sources("worked") if "site_builder" in p.read_text("utf-8")
    ]
    assert named == []


def test_execution_could_serve_any_site():
    for path in sources("site_builder/execution"):
        for name in imports_of(path):
            root = name.split(".")[0]
            own = name.startswith("site_builder.execution")
            assert own or root in sys.stdlib_module_names | ANY_SITE_HAS, (path, name)
    for path in (ROOT / "site_builder" / "execution").iterdir():
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert not re.search(
                r"worked|both_sides|publishing|question", text, re.I
            ), path


def test_the_direction_would_be_seen(tmp_path):
    path = tmp_path / "guest.py"
    path.write_text("def later():\n    from site_builder.publishing import figure\n")
    assert imports_of(path) == {"site_builder.publishing"}


@pytest.mark.torch
@pytest.mark.reads("worked")
def test_the_wheel_has_what_readers_import_and_nothing_else(tmp_path):
    with zipfile.ZipFile(wheel.write(ROOT, tmp_path)) as packed:
        roots = {name.split("/")[0] for name in packed.namelist()}
    assert {re.sub(r"-[\d.]+\.dist-info$", "", root) for root in roots} == {"worked"}
