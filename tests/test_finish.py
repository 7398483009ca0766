"""The finish of a built site, and its checks, on a site of two pages."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import material
import nbformat
import pytest

from site_builder.checks.built_site import site_problems
from site_builder.publishing.cells import Cell, cells
from site_builder.publishing.finish import finish
from site_builder.publishing.math import Formula, Formulas
from site_builder.publishing.policy import META, bind
from site_builder.publishing.site import Site
from site_builder.publishing.taken_along.math_font import characters

ROOT = Path(__file__).parent.parent
URL = "https://example.org/base/"
SOURCE = """---
title: A page
description: What it says.
---
# A page

## What is it? { #what-is-it .question data-level="core" }

**In one breath.** One thing.

$$\\frac{1}{2}$$
"""
HTML = """<!doctype html>
<html lang="en"><head><title>A page</title>
<meta name="description" content="What it says."></head><body>
<nav><a href="../../">Start</a></nav>
<article class="md-content__inner md-typeset">
<h1 id="a-page">A page<a class="headerlink" href="#a-page">&para;</a></h1>
<h2 class="question" data-level="core" id="what-is-it">What is it?<a class="headerlink"
href="#what-is-it">&para;</a></h2>
<p><strong>In one breath.</strong> One <a href="../../">thing</a>.</p>
<div class="arithmatex" data-search-exclude>\\[\\frac{1}{2}\\]</div>
<p>Inline <span class="arithmatex" data-search-exclude>\\(a &lt; b\\)</span> and
<code>x &lt; y</code>.</p>
<div class="admonition failure"><p class="admonition-title">Often said</p>
<div class="language-python highlight"><pre><span></span><code><span>print</span>(1 &lt; 2)
</code></pre></div>
<div class="result"><div class="language-text highlight"><pre><code>True
</code></pre></div></div></div>
<div class="tabbed-set" data-tabs="1:2"><input id="t1" type="radio"><input id="t2" type="radio">
<div class="tabbed-labels"><label for="t1">NumPy</label><label for="t2">PyTorch</label></div>
<div class="tabbed-content">
<div class="tabbed-block"><div class="language-python highlight"><pre><code>import numpy
</code></pre></div></div>
<div class="tabbed-block"><div class="language-python highlight"><pre><code>import torch
</code></pre></div></div></div></div>
<figure><svg role="img" aria-label="A line rises."><title>no</title></svg></figure>
<figure><svg aria-label="A graph." class="worked-graph__wide"></svg>
<svg aria-label="A graph." class="worked-graph__tall"></svg></figure>
<h2 id="sources">Sources</h2><p>None.</p>
</article></body></html>
"""


@pytest.fixture
def site(tmp_path):
    docs, folder = tmp_path / "docs", tmp_path / "site"
    (docs / "topic").mkdir(parents=True)
    (docs / "topic" / "page.md").write_text(SOURCE)
    (docs / "index.md").write_text(
        "---\ntitle: Start\ndescription: Where to begin.\n---\n# Start\n"
    )
    (folder / "topic" / "page").mkdir(parents=True)
    (folder / "topic" / "page" / "index.html").write_text(HTML)
    (folder / "index.html").write_text(
        "<html><head></head><body><article><h1>Start</h1></article></body></html>"
    )
    return Site(docs, folder, ROOT, URL, "Name", "A description.", "owner/name")


class TestFinish:
    def test_page(self, site):
        assert finish(site) == []
        html = (site.folder / "topic/page/index.html").read_text()
        assert "<mfrac><mn>1</mn><mn>2</mn></mfrac>" in html
        assert "arithmatex" not in html
        assert '<meta property="og:title" content="A page">' in html
        assert f'content="{URL}assets/preview.png"' in html
        assert f'content="{URL}topic/page/"' in html
        assert 'data-copy="../page.md"' in html
        assert "github/owner/name/blob/notebooks/topic/page.ipynb" in html
        assert (site.folder / "assets/preview.png").stat().st_size > 10_000
        assert 500 < (site.folder / "assets/math.woff2").stat().st_size < 50_000
        assert site_problems(site.folder) == []

    def test_what_is_finished_stays(self, site):
        finish(site)
        first = {p: p.read_bytes() for p in site.folder.rglob("*") if p.is_file()}
        assert finish(site) == []
        assert {
            p: p.read_bytes() for p in site.folder.rglob("*") if p.is_file()
        } == first

    def test_a_live_preview_has_no_policy(self, site):
        page = site.folder / "topic/page/index.html"
        finish(replace(site, live=True))
        assert META.search(page.read_text()) is None
        finish(site)
        assert META.search(page.read_text())

    def test_the_page_of_missing_pages_leads_on(self, site):
        lost = site.folder / "404.html"
        lost.write_text("<html><body><h1>404 - Not found</h1></body></html>")
        finish(site)
        html = lost.read_text()
        assert '<a href="/base/">Start</a>' in html
        assert 'for="__search"' in html
        assert html.count("<h1>") == 1

    def test_markdown(self, site):
        finish(site)
        text = (site.folder / "topic/page.md").read_text()
        assert text.startswith("# A page\n\n## What is it?\n\n**In one breath.**")
        assert f"One [thing]({URL})." in text
        assert "$$\\frac{1}{2}$$" in text
        assert "Inline $a < b$ and\n`x < y`." in text
        assert "**Often said**\n\n```python\nprint(1 < 2)\n```\n\nPrints:" in text
        assert "```text\nTrue\n```" in text
        assert "**PyTorch**\n\n```python\nimport torch\n```" in text
        assert "*Figure: A line rises.*" in text
        assert text.count("*Figure: A graph.*") == 1
        assert "¶" not in text

    def test_notebook_and_script(self, site):
        finish(site)
        notebook = nbformat.read(site.folder / "topic/page.ipynb", as_version=4)
        assert notebook.cells[0].source.endswith('.whl" "torch"')
        (printed,) = [c for c in notebook.cells if c.get("outputs")]
        assert printed.source == "print(1 < 2)"
        assert printed.outputs[0].text == "True\n"
        script = (site.folder / "topic/page.py").read_text()
        compile(script, "page.py", "exec")
        metadata = re.search(r"(?m)^# /// script$\s(.*?)^# ///$", script, re.DOTALL)[1]
        assert f'"worked @ {URL}assets/worked-' in metadata
        assert '"torch"' in metadata

    def test_questions_and_llms(self, site):
        finish(site)
        (entry,) = json.loads((site.folder / "questions.json").read_text())
        assert entry["url"] == f"{URL}topic/page/#what-is-it"
        assert entry["markdown"] == f"{URL}topic/page.md"
        assert entry["spoken"] == "One thing."
        index = (site.folder / "llms.txt").read_text()
        assert index.startswith("# Name\n\n> A description.\n")
        assert f"- [A page]({URL}topic/page.md): What it says." in index
        assert "## What is it?" in (site.folder / "llms-full.txt").read_text()

    def test_the_theme_does_not_style_every_element_twice(self, site):
        theme = Path(material.__file__).parent / "templates/assets/stylesheets"
        (sheet,) = theme.glob("palette.*.css")
        copy = site.folder / "assets/stylesheets" / sheet.name
        copy.parent.mkdir(parents=True)
        copy.write_bytes(sheet.read_bytes())
        assert "color-switching] *" in copy.read_text()
        finish(site)
        assert "color-switching" not in copy.read_text()
        assert copy.stat().st_size > 0.9 * sheet.stat().st_size

    @pytest.mark.parametrize("tex", [r"x^", r"\frac{1}{2", r"\notacommand x"])
    def test_bad_tex_is_told_with_its_line(self, site, tex):
        source, built = (
            site.docs / "topic/page.md",
            site.folder / "topic/page/index.html",
        )
        source.write_text(source.read_text().replace(r"\frac{1}{2}", tex))
        built.write_text(built.read_text().replace(r"\frac{1}{2}", tex))
        (problem,) = finish(site)
        assert problem.startswith(
            f"docs/topic/page.md:11: wanted TeX, got {tex!r}: KaTeX"
        )

    def test_without_katex_it_says_what_is_missing(self, tmp_path):
        with pytest.raises(RuntimeError, match="make environment installs it"):
            Formulas(tmp_path).prepare([r'<span class="arithmatex">\(x\)</span>'])

    def test_without_npm_packages_it_says_so_and_changes_nothing(self, site, tmp_path):
        page = site.folder / "topic/page/index.html"
        before = page.read_text()
        with pytest.raises(
            RuntimeError, match=r"wanted node_modules/ts-fsrs/.+, got none"
        ):
            finish(replace(site, root=tmp_path))
        assert page.read_text() == before

    def test_command(self, site):
        command = [sys.executable, "-m", "site_builder.publishing"]
        options = ["--url", URL, "--name", "Name", "--description", "Words"]
        done = subprocess.run(
            [*command, "finish", site.docs, site.folder, *options],
            cwd=ROOT, capture_output=True, text=True,
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (0, "no problems\n"), done.stderr
        checked = subprocess.run(
            [*command, "check", site.folder.name],
            cwd=site.folder.parent, capture_output=True, text=True,
        )  # fmt: skip
        assert checked.returncode == 0, checked.stderr


def test_formula_is_rendered_once(monkeypatch):
    formulas = Formulas(ROOT)
    html = r'<span class="arithmatex">\(x\)</span>'
    first, wrong = formulas.render(html)
    assert wrong == []
    assert 'application/x-tex">x<' in first
    monkeypatch.setattr("site_builder.publishing.math.node", lambda: "no node")
    assert formulas.render(html) == (first, [])


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"L = -\log p", "L=(-)log_p"),
        (r"y \log p + (1 - y) \log(1 - p)", "y_log_p+(1-y)_log(1-p)"),
        (r"2 \max(0, -x) - \log 2", "2_max(0,(-)x)-log_2"),
        (r"m = \max_k z_k - 3 \min_{v,w} f(v)", "m=maxk_zk-3_minv,w_f(v)"),
        (r"(-1, -2)", "((-)1,(-)2)"),
        (r"\sqrt{v} + \sqrt[3]{n}", "|v+n3"),
        (r"a - b, x! - 1, [0] - 1", "a-b,x!-1,[0]-1"),
        (r"e^{-x} \frac{\log p}{-\log q}", "e-xlog_p-log_q"),
    ],
)
def test_formulas_have_the_spaces_of_tex(tex, shown):
    html, wrong = Formulas(ROOT).render(rf'<span class="arithmatex">\({tex}\)</span>')
    assert wrong == []
    marked = html.partition("<annotation")[0].replace("\u2212", "-")
    marked = marked.replace('<mspace width="0.17em"/>', "_")
    marked = marked.replace('<mo form="prefix">-</mo>', "(-)")
    marked = marked.replace('<msqrt><mspace height="0.72em" depth="0.14em"/>', "|")
    assert re.sub(r"<[^>]*>|\u2061", "", marked) == shown


def test_letters_of_formulas_are_in_the_font_in_italics_too():
    html = '<math><mi>h</mi><mi>σ</mi><mo>&lt;</mo><annotation encoding="t">Z</annotation></math>'
    assert characters([html]) == {ord("h"), 0x210E, ord("σ"), 0x1D70E, ord("<")}


def test_a_root_brings_its_sign_into_the_font():
    """A browser draws the sign of a root that no text of the formula names."""
    assert characters(["<math><msqrt><mn>2</mn></msqrt></math>"]) == {
        ord("2"),
        ord("√"),
    }


def test_what_is_no_page_has_no_cells():
    assert cells("<html></html>", URL) == []
    assert cells("<article><p>a &lt; b</p></article>", URL) == [Cell("a < b")]


def test_formula_is_read_as_it_was_written():
    assert Formula(r"a < b", False).tex == "a < b"


class TestChecks:
    @pytest.fixture(autouse=True)
    def _bound(self, site):
        bind(site.folder)

    FAULTS = {  # noqa: RUF012
        '<a href="nowhere/">': "wanted a link to a file of the site, got 'nowhere/'",
        '<a href="#nowhere">': "wanted a link to an id of that page, got '#nowhere'",
        '<a href="../../#no">': "wanted a link to an id of that page, got '../../#no'",
        '<a href="../../../../etc/passwd">': "wanted a link to a file of the site",
        '<p id="a-page">': "wanted each id once, got 'a-page' again below",
        '<img src="../../x.png">': "wanted alt=... on an image, got none",
        '<svg role="img"></svg>': "wanted aria-label=... on a drawing, got none",
        '<script src="https://cdn.example/x.js"></script>': "got 'https://cdn.example/x.js'",
        '<link rel="stylesheet" href="//cdn.example/x.css">': "got '//cdn.example/x.css'",
        '<p style="background: url(https://e.org/x)">': "got 'https://e.org/x'",
    }

    @pytest.mark.parametrize(("html", "wanted"), FAULTS.items())
    def test_fault_is_found(self, site, html, wanted):
        path = site.folder / "topic/page/index.html"
        path.write_text(path.read_text().replace("</article>", f"\n{html}</article>"))
        found = site_problems(site.folder)
        assert any(wanted in problem for problem in found), found
        assert found[0].startswith("topic/page/index.html:")

    def test_style_sheet_that_loads_from_elsewhere(self, site):
        (site.folder / "x.css").write_text('@import "https://e.org/x.css";')
        (found,) = site_problems(site.folder)
        assert found.startswith(
            "x.css:1: wanted what a page loads among the site's own"
        )

    def test_links_to_elsewhere_are_the_readers_choice(self, site):
        path = site.folder / "index.html"
        path.write_text(
            '<head><link rel="canonical" href="https://e.org"></head>'
            '<a href="https://e.org/">e</a>'
        )
        bind(site.folder)
        assert site_problems(site.folder) == []

    def test_nothing_to_check_is_said(self, tmp_path):
        with pytest.raises(LookupError, match="wanted a built site, got no page"):
            site_problems(tmp_path / "nothing")
