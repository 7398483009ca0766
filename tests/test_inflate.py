"""The inflated checkout, on which builds and tests are measured, stays true to the house."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from inflate import Checkout, last

from site_builder.execution.blocks import blocks
from worked.checking import concepts

ROOT = Path(__file__).parent.parent


@pytest.fixture
def checkout(tmp_path):
    """A copy of what is inflated."""
    for name in ("worked", "docs", "tests", "site_builder"):
        skipped = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=skipped)
    for name in ("mkdocs.yml", "CONTRIBUTING.md"):  # a page takes the second one in
        shutil.copy(ROOT / name, tmp_path)
    return Checkout(tmp_path)


@pytest.mark.torch
@pytest.mark.reads("docs", "worked", "tests")
def test_a_copy_breaks_no_rule_and_shares_no_name(checkout):
    families, pages = checkout.families, len(list(checkout.root.glob("docs/**/*.md")))
    topics = len([p for t in checkout.topics for p in (ROOT / "docs" / t).glob("*.md")])
    checkout.copy("b")
    root = checkout.root
    assert len(concepts(root / "worked")) == 2 * len(concepts())
    assert len(list(root.glob("docs/**/*.md"))) == pages + topics
    code = """
from pathlib import Path
from site_builder.publishing.layout import layout_problems
from site_builder.publishing.pages import page_problems
print(*layout_problems(), *page_problems(Path("docs").resolve()), sep="\\n")
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr
    ids = (root / "tests" / "published_questions.txt").read_text().split()
    assert len(set(ids)) == len(ids) == 2 * len(set(checkout.ids))
    own, new = set(), set()
    for page in root.glob("docs/*/*.md"):
        codes = own if (ROOT / page.relative_to(root)).exists() else new
        codes |= {b.code for b in blocks(page) if b.runs}
    assert len(new) > 0.9 * len(own)
    assert not own & new, "a result of one copy stands in for another's"
    config = (root / "mkdocs.yml").read_text()
    for page in (root / "docs").glob("*/*.md"):
        assert f"- {page.relative_to(root / 'docs').as_posix()}\n" in config
    for family in families:
        for path in (root / "worked" / last(family, "b")).rglob("*.py"):
            text = path.read_text()
            assert not any(f"worked.{name}." in text for name in families), path
