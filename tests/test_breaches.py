"""One build of a small site that breaks every rule: it fails, and names each breach by its place.

The rules themselves are tested apart; this holds that the build asks them all, and minds them.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# The smallest house in which the build runs; the picture for links is drawn with GELU.
HOUSE = (
    "site_builder",
    "worked/__init__.py",
    "worked/checking",
    "worked/practice",
    "worked/activations/__init__.py",
    "worked/activations/gelu",
    "docs/assets",
    "docs/javascripts",
    "docs/stylesheets",
    "pyproject.toml",
    "README.md",
    "constraints.txt",
)
FRONT = "---\ntitle: Title\ndescription: Description\n---\n# Heading\n"
SPOKEN = " ".join(["word"] * 45)
# What a page holds, and what the build must say of the place where it begins.
PAGE = (
    (FRONT, ""),
    ('## Why? { #why .question data-level="easy" }', "wanted data-level="),
    (f"**In one breath.** {SPOKEN}", ""),
    ("![](none.png)", "wanted an alternative text"),
    ("[there](none.md)", "Doc file 'topic/page.md' contains a link 'none.md'"),
    ('<p onclick="x()">text</p>', "wanted Markdown and HTML that run nothing in"),
    (r"$$\frac{1$$", "wanted TeX, got"),
)
ELSEWHERE = (
    'worked/activations/gelu:1: wanted a page with both_sides("activations/gelu")',
    "docs/other/index.md: wanted a topic with questions, got 'other'",
    '"nav" configuration:\n  - other/index.md',
)


@pytest.fixture
def project(tmp_path):
    """A project that is well but for its pages."""
    for name in HOUSE:
        source, target = ROOT / name, tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(
                source, target, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(source, target)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    wheels = ROOT / ".cache/wheels"  # fetched once
    wheels.mkdir(parents=True, exist_ok=True)
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache/wheels").symlink_to(wheels)
    rules, nav, _ = (ROOT / "mkdocs.yml").read_text().partition("\nnav:")
    (tmp_path / "mkdocs.yml").write_text(f"{rules}{nav} [index.md, topic/page.md]\n")
    (tmp_path / "docs/index.md").write_text(FRONT)
    return tmp_path


@pytest.mark.torch
@pytest.mark.reads("worked/activations/__init__.py", "worked/activations/gelu")
def test_every_breach_is_named_and_ends_the_build(project):
    wanted = list(ELSEWHERE)
    page = ""
    for text, said in PAGE:
        if said:
            line = page.count("\n") + 1
            wanted.append(f"docs/topic/page.md:{line}: {said}")
        page += f"{text}\n\n"
    for name, text in {
        "topic/page.md": page,
        "other/index.md": f"{FRONT}\n<!-- questions -->\n",
    }.items():
        path = project / "docs" / name
        path.parent.mkdir()
        path.write_text(text)
    for _ in ("anew", "with what the first build has kept"):
        done = subprocess.run(
            [sys.executable, "-m", "site_builder.execution", "build"],
            cwd=project,
            env={**os.environ, "OMP_NUM_THREADS": "1", "NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
        )
        missing = [said for said in wanted if said not in done.stdout]
        assert not missing, done.stdout
        assert done.returncode == 1
        (counted,) = re.findall(
            r"Aborted with (\d+) warnings in strict mode", done.stdout
        )
        assert int(counted) >= len(wanted)
        assert not (project / "site").exists()
