"""What imports what: readers' code, what makes the site, and what could make any site."""

import ast
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from site_builder.publishing.taken_along import wheel

ROOT = Path(__file__).parent.parent
# What may be imported by what decides where blocks run, so that it could serve any site.
ANY_SITE_HAS = {"click", "distributed", "markdown", "markdown_exec", "markupsafe"}
ANY_SITE_HAS |= {"mkdocs", "pymdownx"}  # what comes with MkDocs and markdown-exec


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
            own = name.startswith("site_builder.execution") or name == "following"
            assert own or root in sys.stdlib_module_names | ANY_SITE_HAS, (path, name)
    for path in (ROOT / "site_builder" / "execution").iterdir():
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert not re.search(
                r"worked|both_sides|publishing|question", text, re.I
            ), path


FOREIGN = """
site_name: Foreign
plugins: [markdown-exec]
hooks: [site_builder/execution/mkdocs_hook.py]
markdown_extensions: [pymdownx.superfences]
extra: { execution: { preload: [json] } }
"""
PAGE = """# Foreign

```python exec="on"
import json, sys, os
print("preloaded", "json" in sys.modules, "and", 6 * 7)
```
"""


def test_execution_makes_a_site_of_another_project(tmp_path):
    """Its folder alone, copied beside other pages, does all that its README promises."""
    shutil.copytree(
        ROOT / "site_builder" / "execution",
        tmp_path / "site_builder" / "execution",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    (tmp_path / "site_builder" / "__init__.py").write_text("")
    # The copy comes first on the path; what else is here must not be asked for.
    for name in ("worked", "tests", "benchmarks"):
        (tmp_path / f"{name}.py").write_text("raise AssertionError(__name__)")
    (tmp_path / "mkdocs.yml").write_text(FOREIGN)
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs" / "index.md"
    page.write_text(PAGE)

    def does(*arguments: str, status: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "site_builder.execution", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    does("build")
    html = (tmp_path / "site" / "index.html").read_text()
    assert "preloaded True and 42" in html
    assert "0 ran in 0.0 s, 1 were reused" in does("build")
    assert "1 blocks print the same" in does("verify")
    assert "every block ran" in does("run", "docs/index.md")
    assert "1 results forgotten" in does("clear")
    page.write_text(PAGE.replace("6 * 7", "1 / 0"))
    assert 'File "docs/index.md", line 5' in does("build", status=1)
    assert (tmp_path / "site" / "index.html").read_text() == html


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
