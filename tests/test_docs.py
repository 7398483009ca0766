"""The built site: it builds strictly, and every block on it runs as a reader would run it."""

import functools
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from site_builder.checks.built_site import site_problems
from site_builder.execution.blocks import blocks
from site_builder.publishing.pages import questions

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs").rglob("*.md"))
WITH_BLOCKS = [
    pytest.param(page, id=page.relative_to(ROOT / "docs").as_posix())
    for page in PAGES
    if any(block.options.get("source") for block in blocks(page))
]
# What a block may be besides Python: what was printed, and what one types into a shell or a file.
OTHER_LANGUAGES = {"text", "sh", "markdown"}

# Runs the blocks of one page in a fresh interpreter, in one namespace, as a reader pastes them.
RUNNER = """
import contextlib, io, json, sys
printed = []
names = {"__name__": "__main__"}
for number, code in enumerate(json.load(sys.stdin), 1):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, f"block {number}", "exec"), names)
    printed.append(out.getvalue())
json.dump(printed, sys.stdout)
"""


def fresh_python(*arguments: str, **options) -> subprocess.CompletedProcess:
    env = {
        **os.environ,
        "OMP_NUM_THREADS": "1",
        "MPLBACKEND": "agg",
        "NO_MKDOCS_2_WARNING": "1",
    }
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, env=env, **options
    )


@functools.cache
def parsed(path: Path) -> BeautifulSoup:
    """Parse a built page, once for all tests of a worker."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def html_of(site: Path, page: Path) -> BeautifulSoup:
    place = page.relative_to(ROOT / "docs").with_suffix("")
    folder = place.parent if place.name == "index" else place
    return parsed(site / folder / "index.html")


def code_and_output(soup: BeautifulSoup) -> list[tuple[str, str]]:
    """Return the Python blocks of a page with what stands under each, from top to bottom."""
    found: list[tuple[str, str]] = []
    for block in soup.select("article div.highlight"):
        text = block.select_one("pre > code").get_text()  # what the copy button takes
        if block.find_parent(class_="result"):
            code, before = found[-1]
            found[-1] = (code, before + text)
        elif "language-python" in block["class"]:
            found.append((text, ""))
        else:
            language = next(c for c in block["class"] if c.startswith("language-"))
            assert language.removeprefix("language-") in OTHER_LANGUAGES
    return found


@pytest.mark.torch
@pytest.mark.parametrize("page", WITH_BLOCKS)
def test_every_block_runs_and_prints_what_the_page_shows(site, page):
    shown = code_and_output(html_of(site, page))
    assert shown
    done = fresh_python("-c", RUNNER, input=json.dumps([code for code, _ in shown]))
    assert done.returncode == 0, done.stderr[-5000:]
    for (code, wanted), got in zip(shown, json.loads(done.stdout), strict=True):
        assert got.rstrip() == wanted.rstrip(), f"printed by\n{code}"


@pytest.mark.torch
@pytest.mark.parametrize("page", WITH_BLOCKS)
def test_every_shown_block_asserts_what_the_text_says(site, page):
    bare = [
        code
        for code, output in code_and_output(html_of(site, page))
        if output
        and not re.search(r"^\s*assert |\braises\b|assert_allclose", code, re.MULTILINE)
    ]
    assert bare == []


# Hides PyTorch from one interpreter, as if it were not installed.
WITHOUT_TORCH = r"""
import sys
from pathlib import Path

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "torch":
            raise ModuleNotFoundError("No module named 'torch'", name=name)

sys.meta_path.insert(0, Hidden())
from site_builder.execution.blocks import run_page
needs_torch = r"\btorch\b|with_torch|both_sides|figures_of_the_site"
sys.exit("\n".join(run_page(Path(sys.argv[1]), needs_torch)) or None)
"""


@pytest.mark.parametrize("page", WITH_BLOCKS)
def test_numpy_blocks_run_without_torch(page):
    done = fresh_python("-c", WITHOUT_TORCH, str(page))
    assert done.returncode == 0, done.stderr[-5000:]


@pytest.mark.torch
def test_the_example_of_the_readme_runs():
    (code,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL
    )
    done = fresh_python("-c", code)
    assert done.returncode == 0, done.stderr


@pytest.mark.torch
def test_questions_are_exported_whole(site):
    exported = json.loads((site / "questions.json").read_text(encoding="utf-8"))
    fields = {"id", "question", "topic", "level", "url", "spoken", "answer"}
    assert all(set(entry) == fields and all(entry.values()) for entry in exported)
    assert len(exported) == len(list(questions(ROOT / "docs")))
    for entry in exported:
        assert entry["spoken"].split()[0] in entry["answer"]
        assert "<h2" not in entry["answer"]


def test_published_questions_stay():
    """Links, progress and decks depend on the ids: one that was published is never taken away."""
    published = (ROOT / "tests" / "published_questions.txt").read_text().split()
    present = {question.id for question in questions(ROOT / "docs")}
    assert set(published) - present == set()
    assert present - set(published) == set(), (
        "add new ids to tests/published_questions.txt"
    )


@pytest.mark.torch
def test_the_site_has_no_dead_link_no_double_id_and_nothing_foreign(site):
    assert site_problems(site) == []
    drawings = [
        len(parsed(p).select("figure svg[aria-label]")) for p in site.rglob("*.html")
    ]
    assert sum(drawings) > 30


@pytest.mark.torch
def test_every_page_can_be_taken_along(site):
    for page in PAGES:
        name = page.relative_to(ROOT / "docs").with_suffix("")
        text = (site / f"{name}.md").read_text(encoding="utf-8")
        shown = code_and_output(html_of(site, page))
        for code, output in shown:
            assert code.rstrip() in text
            assert output.rstrip() in text
        assert not re.search(r"<(div|span|math|svg)\b", re.sub(r"`[^`]*`", "", text))
        if shown:
            cells = nbformat.read(site / f"{name}.ipynb", as_version=4).cells
            assert cells[0]["source"].startswith('%pip install --quiet "worked @ ')
            code = [c["source"] for c in cells[1:] if c["cell_type"] == "code"]
            assert code == [code.rstrip() for code, _ in shown]
            assert [c["id"] for c in cells] == list(
                dict.fromkeys(c["id"] for c in cells)
            )


@pytest.mark.torch
def test_language_models_get_every_page(site):
    index = (site / "llms.txt").read_text(encoding="utf-8")
    whole = (site / "llms-full.txt").read_text(encoding="utf-8")
    for page in PAGES:
        name = page.relative_to(ROOT / "docs").as_posix()
        assert f"/{name}): " in index
        assert (site / name).read_text(encoding="utf-8") in whole
    assert "arithmatex" not in whole


@pytest.mark.torch
def test_formulas_are_mathml_and_search_has_none_of_them(site):
    formulas = 0
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "arithmatex" not in text
        formulas += text.count("</math>")
    assert formulas > 100
    index = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "<math" not in index
    assert "\\\\(" not in index


@pytest.mark.torch
def test_reference_has_both_sides_of_every_concept(site):
    from worked.checking import concepts

    for concept in concepts():
        page = (site / "reference" / concept.family / "index.html").read_text("utf-8")
        sides = [concept.numpy] if concept.no_torch else [concept.numpy, concept.torch]
        for side in sides:
            for name in side.__all__:
                # What a side takes over from the library is documented there.
                if getattr(side, name).__module__ == side.__name__:
                    assert f'id="{side.__name__}.{name}"' in page, (
                        f"{side.__name__}.{name}"
                    )
