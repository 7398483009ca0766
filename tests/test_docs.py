"""The built site: it builds strictly, and every block on it runs as a reader would run it."""

import functools
import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import lxml.html
import nbformat
import pytest
from lxml.html import HtmlElement
from reader import printed_by

from site_builder.checks.built_site import site_problems
from site_builder.execution.blocks import blocks
from site_builder.publishing.mkdocs_hook import packed_style
from site_builder.publishing.pages import questions

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs").rglob("*.md"))
WITH_BLOCKS = [
    pytest.param(page, id=page.relative_to(ROOT / "docs").as_posix())
    for page in PAGES
    if any(block.options.get("source") for block in blocks(page))
]
NEEDS_TORCH = re.compile(r"\btorch\b|with_torch|both_sides|figures_of_the_site")
# What a block may be besides Python: what was printed, and what one types into a shell or a file.
OTHER_LANGUAGES = {"text", "sh", "markdown"}
UTF_8 = lxml.html.HTMLParser(encoding="utf-8")


@functools.cache
def parsed(path: Path) -> HtmlElement:
    """Parse a built page, once for all tests of a worker."""
    return lxml.html.fromstring(path.read_bytes(), parser=UTF_8)


def html_of(site: Path, page: Path) -> HtmlElement:
    place = page.relative_to(ROOT / "docs").with_suffix("")
    folder = place.parent if place.name == "index" else place
    return parsed(site / folder / "index.html")


def code_and_output(html: HtmlElement) -> list[tuple[str, str]]:
    """Return the Python blocks of a page with what stands under each, from top to bottom."""
    found: list[tuple[str, str]] = []
    for block in html.find_class("highlight"):
        if block.tag != "div" or next(block.iterancestors("article"), None) is None:
            continue
        text = block.find(".//pre/code").text_content()  # what the copy button takes
        if any("result" in above.classes for above in block.iterancestors()):
            code, before = found[-1]
            found[-1] = (code, before + text)
        elif "language-python" in block.classes:
            found.append((text, ""))
        else:
            language = next(c for c in block.classes if c.startswith("language-"))
            assert language.removeprefix("language-") in OTHER_LANGUAGES
    return found


@pytest.mark.torch
@pytest.mark.parametrize("page", WITH_BLOCKS)
def test_every_block_runs_and_prints_what_the_page_shows(site, page):
    shown = code_and_output(html_of(site, page))
    assert shown
    codes = [code for code, _ in shown]
    numpy = [n for n, code in enumerate(codes) if not NEEDS_TORCH.search(code)]
    for (code, wanted), got in zip(shown, printed_by(codes, numpy), strict=True):
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


if not find_spec("torch"):  # where it is, the first test hides it from these blocks

    @pytest.mark.parametrize("page", WITH_BLOCKS)
    def test_numpy_blocks_run_without_torch(page):
        codes = [b.code for b in blocks(page) if not NEEDS_TORCH.search(b.code)]
        printed_by(codes)


class TestTheReader:
    """What is forked must not differ from an interpreter of its own."""

    def test_it_has_imported_the_libraries_and_nothing_of_ours(self):
        (names,) = printed_by(["import sys; print(*sys.modules)"])
        roots = {name.partition(".")[0] for name in names.split()}
        assert {"numpy", "matplotlib", "sklearn"} <= roots
        assert not {"worked", "site_builder", "pytest"} & roots

    def test_random_numbers_are_new(self):
        code = "import random, numpy; print(random.random(), numpy.random.random())"
        first, second = printed_by([code]), printed_by([code])
        assert not set(first[0].split()) & set(second[0].split())

    @pytest.mark.torch
    def test_random_numbers_of_torch_are_new(self):
        code = "import torch; print(torch.rand(()).item())"
        assert printed_by([code]) != printed_by([code])

    def test_one_leaves_nothing_to_the_next(self):
        leave = "import sys, worked; worked.left = sys.left = left = 1"
        look = (
            "import sys, worked\n"
            "print(hasattr(worked, 'left'), hasattr(sys, 'left'), 'left' in globals())"
        )
        assert printed_by([leave, look])[1] == "True True True\n"
        assert printed_by([look]) == ["False False False\n"]

    def test_without_torch_nothing_finds_it(self):
        code = (
            "import sys\n"
            "try:\n    import torch\n"
            "except ModuleNotFoundError as error:\n"
            "    print(error, 'torch' in sys.modules)"
        )
        plain = "import torch; print(torch.ones(2).sum().item())"
        first, said, last = printed_by([plain, code, plain], without_torch=[1])
        assert said == "No module named 'torch' False\n"
        assert first == last == "2.0\n"

    @pytest.mark.torch
    def test_without_torch_no_name_comes_from_a_block_that_has_it(self):
        codes = ["import torch; theirs = 1; shared = 1", "shared = 2", "print(shared)"]
        assert printed_by(codes, without_torch=[1])[2] == "2\n"
        with pytest.raises(AssertionError, match="NameError"):
            printed_by([*codes, "print(theirs)"], without_torch=[1, 3])

    @pytest.mark.torch
    def test_without_torch_our_own_modules_do_not_have_it(self):
        side = "worked.activations.relu.with_torch"
        with pytest.raises(AssertionError, match="No module named 'torch'"):
            printed_by([f"import {side}", f"import {side}"], without_torch=[1])

    @pytest.mark.parametrize(
        "code", ["1 / 0", "raise SystemExit(0)", "import os; os._exit(0)", "x = ("]
    )
    def test_a_block_that_fails_is_told(self, code):
        with pytest.raises(AssertionError, match=r"block 2|ended"):
            printed_by(["print(1)", code])


def test_libraries_add_nothing_to_the_environment_of_the_build():
    code = (
        "import os, conftest, sklearn\n"
        "print(*os.environ.keys() - conftest.ENVIRONMENT.keys())"
    )
    bare = {k: v for k, v in os.environ.items() if not k.startswith("KMP_")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parent,
        env=bare,
        capture_output=True,
        text=True,
    )
    assert "KMP_INIT_AT_FORK" in done.stdout.split(), done.stderr


@pytest.mark.torch
def test_the_example_of_the_readme_runs():
    (code,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL
    )
    printed_by([code])


@pytest.mark.torch
def test_questions_are_exported_whole(site):
    exported = json.loads((site / "questions.json").read_text(encoding="utf-8"))
    fields = {
        "id",
        "question",
        "topic",
        "topic_title",
        "level",
        "url",
        "path",
        "markdown",
        "spoken",
        "search",
    }
    assert all(set(entry) == fields for entry in exported)
    assert all(entry[field] for entry in exported for field in fields - {"search"})
    assert len(exported) == len(list(questions(ROOT / "docs")))
    for entry in exported:
        page = site / "/".join(entry["markdown"].split("/")[-2:])
        text = page.read_text(encoding="utf-8")
        assert entry["spoken"].split()[0] in text
        assert "**In one breath.**" in text


@pytest.mark.reads("docs", "tests/published_questions.txt")
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
        len(parsed(p).xpath("//figure//svg[@aria-label]")) for p in site.rglob("*.html")
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
            ours = [cell for cell in cells[1:] if cell["cell_type"] == "code"]
            assert [c["source"] for c in ours] == [code.rstrip() for code, _ in shown]
            for cell, (_, output) in zip(ours, shown, strict=True):
                texts = [
                    o["text"] for o in cell["outputs"] if o.get("name") == "stdout"
                ]
                assert "".join(texts).rstrip() == output.rstrip()
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
def test_a_page_asks_for_one_style_sheet_of_ours_with_all_in_it(site):
    own = [path for path in site.rglob("*.css") if "assets" not in path.parts]
    assert [path.name for path in own] == ["site.css"]
    joined = own[0].read_text(encoding="utf-8")
    for path in (ROOT / "docs" / "stylesheets").glob("*.css"):
        assert packed_style(path.read_text(encoding="utf-8")).strip() in joined
    for path in site.rglob("*.html"):
        assert path.read_text(encoding="utf-8").count("stylesheets/site.css") == 1


@pytest.mark.torch
def test_scripts_are_served_without_comments(site):
    for path in (ROOT / "docs" / "javascripts").glob("*.js"):
        source = path.read_text(encoding="utf-8")
        served = (site / "javascripts" / path.name).read_text(encoding="utf-8")
        lines = [line for line in source.splitlines() if not re.match(" *//", line)]
        assert served.splitlines() == lines


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
        folder = site / "reference" / concept.family / concept.slug
        page = (folder / "index.html").read_text("utf-8")
        sides = [concept.numpy] if concept.no_torch else [concept.numpy, concept.torch]
        for side in sides:
            for name in side.__all__:
                # What a side takes over from the library is documented there.
                if getattr(side, name).__module__ == side.__name__:
                    assert f'id="{side.__name__}.{name}"' in page, (
                        f"{side.__name__}.{name}"
                    )
