"""What stands between a page and the site: contract, figures, sources, formulas, messages."""

import logging
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import lxml.html
import matplotlib
import matplotlib.pyplot as plt
import pytest
from markdown import Markdown
from mkdocs.exceptions import BuildError, PluginError

from site_builder.execution.blocks import blocks, run_page
from site_builder.publishing import figure, mkdocs_hook, receipt, sides, table
from site_builder.publishing.folds import fold_problems
from site_builder.publishing.messages import Located, Unreadable
from site_builder.publishing.pages import (
    Page,
    page_problems,
    question_list,
    questions,
    with_questions,
)
from site_builder.publishing.policy import script_problems
from site_builder.publishing.question_index import (
    question_cards,
    with_question_cards,
)
from worked.checking.source import source_without_docstrings

matplotlib.use("agg")

SPOKEN = " ".join(["word"] * 45)
PAGE = f"""---
title: A page
description: What it says.
---
# A page

## What is it? {{ #what-is-it .question data-level="core" }}

**In one breath.** {SPOKEN}.

```python exec="on" source="block" result="text" session="page"
print(1 + 1)
```
"""


@pytest.fixture
def docs(tmp_path):
    folder = tmp_path / "docs"
    (folder / "topic").mkdir(parents=True)
    (folder / "topic" / "page.md").write_text(PAGE)
    return folder


class TestPages:
    def test_a_good_page_has_no_problems(self, docs):
        assert page_problems(docs) == []

    def test_question_is_read_whole(self, docs):
        (question,) = questions(docs)
        assert question.id == "what-is-it"
        assert question.question == "What is it?"
        assert (question.topic, question.level) == ("topic", "core")
        assert question.url == "topic/page/#what-is-it"
        assert question.spoken == f"{SPOKEN}."

    def test_question_list_links_from_the_topic(self, docs):
        listed = question_list("topic", docs)
        assert 'href="page/#what-is-it">What is it?</a>' in listed
        assert "[what the levels mean](../index.md#levels)" in listed
        with pytest.raises(
            LookupError, match="wanted a topic with questions, got 'nothing'"
        ):
            question_list("nothing", docs)

    def test_a_heading_is_text_wherever_it_is_listed(self, docs):
        heading = "Is `<script>alert(1)</script>` & `x[0]` **bold**, or `__init__`?"
        path = docs / "topic" / "page.md"
        path.write_text(PAGE.replace("What is it?", heading))
        (docs / "topic" / "index.md").write_text(f"# {heading}\n")
        text = "Is <script>alert(1)</script> & x[0] bold, or _init_?"
        for listed in (question_list("topic", docs), question_cards(docs)):
            html = Markdown(extensions=["md_in_html", "attr_list"]).convert(listed)
            shown = lxml.html.fromstring(html)
            assert "<script" not in html
            assert not shown.xpath("//script | //em | //a//strong")
            assert text in [a.text_content() for a in shown.iter("a")]
        assert [e.text for e in shown.find_class("questions__topic")] == [text]

    def test_lists_stand_where_they_are_asked_for_and_not_in_code(self, docs):
        code = (
            "```markdown\n<!-- questions -->\n<!-- all questions -->\n```\n"
            "`<!-- questions -->` is a comment, `` <!-- all questions --> `` too"
        )
        assert with_questions(code, "topic", docs) == code
        assert with_question_cards(code, "topic", docs) == code
        asked = (
            f"<!-- questions -->\n\n{code}\n**<!-- number of questions --> of them**"
        )
        got = with_questions(asked, "topic", docs)
        assert got == f"{question_list('topic', docs)}\n\n{code}\n**1 of them**"

    @pytest.mark.parametrize(
        ("html", "found"),
        [
            ("<script>alert(1)</script>", "'<script'"),
            ("<SCRIPT src=x.js></SCRIPT>", "'<script'"),
            ("<img src=x ONERROR=alert(1)>", "'onerror'"),
            ("<img/onload=alert(1)/src=x>", "'onload'"),
            ("<svg><g onclick='x()'/></svg>", "'onclick'"),
            ('<a href="javascript:alert(1)">x</a>', "'javascript:alert(1)'"),
            ('<a href=" java\tscript:alert(1)">x</a>', "script:alert(1)'"),
            ('<a href="&#106;avascript:alert(1)">x</a>', "'javascript:alert(1)'"),
            ('<svg><a xlink:href="javascript:x()"/></svg>', "'javascript:x()'"),
            ("<a href=javascript:x()>x</a>", "'javascript:x()'"),
            ("<a href = '\njavascript:x()'>x</a>", "javascript:x()'"),
            ('<a href="javascript&colon;x()">x</a>', "'javascript:x()'"),
            ('<a HREF="JavaScript:x()">x</a>', "'JavaScript:x()'"),
            ('<button formaction="javascript:x()">x</button>', "'javascript:x()'"),
            ('<p title="a"onfocus=x() tabindex=0>', "'onfocus'"),
            ('<form action="javascript:x()"></form>', "'javascript:x()'"),
            ('<a href="data:text/html,x">x</a>', "'data:text/html,x'"),
            ("<iframe srcdoc='<p>'></iframe>", "'<iframe'"),
            ("<style>p { color: red }</style>", "'<style'"),
            ('<base href="https://e.org/">', "'<base'"),
            ('<meta http-equiv="refresh" content="0">', "'<meta'"),
        ],
    )
    def test_what_executes_is_refused_with_its_line(self, docs, html, found):
        path = docs / "topic" / "page.md"
        path.write_text(f"{PAGE}\n```html\n{html}\n```\n`{html}`\n\nSee {html}.\n")
        first, *_ = script_problems(f"<p>See {html}.</p>", docs, "topic/page.md")
        line = re.match(r"docs/topic/page\.md:(\d+): wanted .* run nothing", first)[1]
        assert found in first
        # A scheme in disguise is not found in the source.
        assert int(line) == 20 or ("script:" in found and int(line) == 1)

    def test_what_a_block_prints_is_refused_with_the_line_of_the_block(self, docs):
        path = docs / "topic" / "page.md"
        path.write_text(PAGE.replace("print(1 + 1)", "print('<img onerror=x()>')"))
        (found,) = script_problems("<p><img onerror=x()></p>", docs, "topic/page.md")
        assert found.startswith("docs/topic/page.md:12: ")
        (found,) = script_problems("<script></script>", docs, "reference/losses.md")
        assert found.startswith("docs/reference/losses.md:1: ")

    def test_what_stands_there_is_not_refused(self, docs):
        html = (
            '<p style="text-align: right">on = 1 &lt;script&gt; javascript:</p>'
            '<a href="#onload">x</a><img src="data:image/png;base64,"><svg><path d="M0"/></svg>'
        )
        assert script_problems(html, docs, "topic/page.md") == []
        assert script_problems(" ", docs, "topic/page.md") == []

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            (
                "title: A page",
                "title: A: page",
                r"page.md:2: wanted front matter in YAML",
            ),
            ("title: A page\n", "", r"page.md:1: wanted `title: ...`"),
            (
                "title: A page",
                "title: A <script>",
                r"page.md:1: wanted `title: ...` without <, > and \".* got 'A <script>'",
            ),
            (
                "What it says.",
                'A "page".',
                r"page.md:1: wanted `description: ...` without <",
            ),
            (
                "---\ntitle",
                "title",
                r"page.md:1: wanted front matter between two lines of ---, got none",
            ),
            (
                "\n---\n# A",
                "\n# A",
                r"page.md:1: wanted front matter .* got the first of them alone",
            ),
            (
                "title: A page\ndescription: What it says.",
                "- title",
                r"page.md:1: wanted `title: ...` and `description: .* got \['title'\]",
            ),
            (
                ' data-level="core"',
                "",
                r'page.md:7: wanted data-level="core", .* got \'\'',
            ),
            ('"core"', '"hard"', r"page.md:7: .* got 'hard'"),
            (
                '"core"',
                '"core" data-search=""',
                r'page.md:7: wanted data-search="words .* got \'\'',
            ),
            (
                '"core"',
                '"core" data-search="nan loss, , nan"',
                r"page.md:7: wanted data-search=.* got 'nan loss, , nan'",
            ),
            ("#what-is-it ", "", r"page.md:7: wanted an id"),
            ("**In one breath.** ", "", r"page.md:7: wanted a paragraph that begins"),
            (
                SPOKEN,
                "Too short",
                r"page.md:7: wanted a spoken answer of 40 to 60 words, got 2",
            ),
            (
                SPOKEN,
                f"{SPOKEN} $x$",
                r"page.md:7: wanted a spoken answer without symbols",
            ),
            (
                "# A page\n",
                "# A page\n![](a.png)\n",
                r"page.md:6: wanted an alternative text",
            ),
            (
                'exec="on" ',
                "",
                r'page.md:11: wanted every Python block to run, exec="on"',
            ),
            (
                'session="page"',
                'session="x"',
                r"page.md:11: wanted session=\"page\", got 'x'",
            ),
            (
                "print(1 + 1)",
                f"print(1)\nprint({'1' * 82})",
                r"page.md:13: wanted code of 88 columns at most, got 89",
            ),
        ],
    )
    def test_fault_is_named_with_its_line(self, docs, old, new, message):
        assert old in PAGE
        (docs / "topic" / "page.md").write_text(PAGE.replace(old, new, 1))
        assert re.search(message, "\n".join(page_problems(docs)))

    @pytest.mark.parametrize(
        "line", [f"print({'1' * 81})", f"print({'1' * 99})  # markdown-exec: hide"]
    )
    def test_code_may_be_as_wide_as_what_shows_it(self, docs, line):
        (docs / "topic/page.md").write_text(PAGE.replace("print(1 + 1)", line))
        assert page_problems(docs) == []

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (
                PAGE.encode() + b"\ncaf\xe9\n",
                "docs/topic/page.md:15: wanted UTF-8, got the byte 0xe9; "
                "save the file with the encoding UTF-8",
            ),
            (
                b"\xef\xbb\xbf" + PAGE.encode(),
                "docs/topic/page.md:1: wanted UTF-8, got a byte order mark before it; "
                "save the file without",
            ),
            (
                PAGE.encode() + b'\n--8<-- "nowhere.md"\n',
                "docs/topic/page.md:15: wanted a file to take in, got none: nowhere.md",
            ),
        ],
    )
    def test_a_page_that_no_generator_can_read_is_named(self, docs, data, message):
        (docs / "topic" / "page.md").write_bytes(data)
        (docs / "topic" / "twin.md").write_bytes(data)
        with pytest.raises(Unreadable) as raised:
            page_problems(docs)
        twin = message.replace("page.md", "twin.md")
        assert str(raised.value) == f"{message}\n{twin}"

    def test_what_a_page_takes_in_is_there(self, docs):
        (docs.parent / "OTHER.md").write_text("one\n")
        path = docs / "topic" / "page.md"
        example = '```markdown\n--8<-- "nowhere.md"\n```\n'
        path.write_text(f'{PAGE}\n--8<-- "OTHER.md"\n--8<-- "OTHER.md:1:2"\n')
        assert page_problems(docs) == []
        path.write_text(f"{PAGE}\n{example}")
        with pytest.raises(Unreadable, match=r"page.md:16: wanted a file to take in"):
            page_problems(docs)  # snippets are taken in before code is told from prose

    @pytest.mark.parametrize(
        "front", ["---\n- title\n---", "---\ntitle: x", "---\na: b: c\n---", "---\n---"]
    )
    def test_front_matter_that_says_nothing_is_empty(self, docs, front):
        path = docs / "topic" / "page.md"
        path.write_text(f"{front}\n\n# A page\n")
        assert Page(path, docs).meta == {}
        path.write_text(PAGE)
        assert Page(path, docs).meta["title"] == "A page"

    def test_a_question_id_is_used_once(self, docs):
        twin = PAGE.replace('session="page"', 'session="twin"')
        (docs / "topic" / "twin.md").write_text(twin)
        (problem,) = page_problems(docs)
        assert "twin.md:7: wanted each question id once" in problem
        assert "page.md:7 already" in problem

    def test_file_names_are_used_once(self, docs):
        (docs / "other").mkdir()
        text = PAGE.replace("#what-is-it", "#what-else")
        (docs / "other" / "page.md").write_text(text)
        assert any(
            "wanted a file name of its own" in line for line in page_problems(docs)
        )

    def test_a_page_without_headings_has_no_questions(self, docs):
        (docs / "topic" / "page.md").write_text(
            "---\ntitle: t\ndescription: d\n---\nProse.\n"
        )
        assert questions(docs) == []
        with pytest.raises(LookupError, match="wanted pages with questions, got none"):
            question_cards(docs)

    def test_headings_in_code_are_no_questions(self, docs):
        path = docs / "topic" / "page.md"
        path.write_text(PAGE + "\n```text\n## Not one { .question }\n```\n")
        assert len(questions(docs)) == 1


class TestBlocks:
    def test_blocks_in_admonitions_are_found(self, docs):
        path = docs / "topic" / "page.md"
        path.write_text(
            PAGE + '\n!!! failure\n    ```python exec="on"\n    x = 1\n    ```\n'
        )
        first, second = blocks(path)
        assert (first.line, first.code) == (11, "print(1 + 1)")
        assert (second.line, second.code) == (16, "x = 1")

    def test_a_failing_block_is_named(self, docs, capsys):
        path = docs / "topic" / "page.md"
        path.write_text(PAGE.replace("print(1 + 1)", "assert 1 + 1 == 3"))
        (problem,) = run_page(path)
        assert problem == f"{path}:11: AssertionError: "
        assert f'{path}", line 12' in capsys.readouterr().err


class TestFigure:
    ALT = "A straight line that rises from 0.125 to 1.375."

    def draw(self, **style):
        fig, ax = plt.subplots(figsize=(5, 3))
        ax.plot([0, 1], [0, 1], label="first")
        ax.plot([0, 1], [1, 0], label="second", **style)
        return fig

    def test_follows_the_theme_and_speaks(self):
        html = figure(self.draw(linestyle="--"), alt=self.ALT)
        assert f'role="img" aria-label="{self.ALT}"' in html
        assert "currentColor" in html
        assert "var(--figure-1)" in html
        assert not re.search(r"#(000000|1f77b4|ff7f0e)", html)
        assert "<style" not in html

    def test_is_the_same_every_time(self):
        first, second = (figure(self.draw(marker="o"), alt=self.ALT) for _ in range(2))
        assert first == second

    def test_ids_of_two_figures_differ(self):
        pages = [
            figure(self.draw(marker="o"), alt=self.ALT + tail)
            for tail in ("", " Again.")
        ]
        ids = [set(re.findall(r'id="([^"]+)"', page)) for page in pages]
        assert all(ids)
        assert not ids[0] & ids[1]
        for page, own in zip(pages, ids, strict=True):
            assert set(re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', page)) <= {
                pair for name in own for pair in ((name, ""), ("", name))
            }

    @pytest.mark.parametrize("alt", ["", "A plot"])
    def test_alt_text_is_compulsory(self, alt):
        with pytest.raises(ValueError, match="five words or more"):
            figure(self.draw(marker="o"), alt=alt)
        plt.close("all")

    def test_color_alone_is_refused(self):
        with pytest.raises(
            ValueError, match="'first' and 'second' that differ by color alone"
        ):
            figure(self.draw(), alt=self.ALT)
        plt.close("all")


def test_source_is_shown_without_docstrings(tmp_path):
    path = tmp_path / "with_numpy.py"
    path.write_text(
        '"""Module."""\n\nimport numpy as np\n\n__all__ = ["f"]\n\n\ndef f(x):\n'
        '    """Say it.\n\n    More.\n    """\n    # why\n    return np.exp(x)  # (N,)\n'
    )
    wanted = (
        "import numpy as np\n\n\ndef f(x):\n    # why\n    return np.exp(x)  # (N,)"
    )
    assert source_without_docstrings(path) == wanted


@pytest.mark.parametrize(
    "message",
    [
        "Doc file 'topic/page.md' contains a link 'nowhere.md', but the target is not found",
        "mkdocs_autorefs: topic/page.md: Could not find cross-reference target 'nowhere.md'",
    ],
)
def test_a_broken_link_is_given_its_line(docs, message):
    path = docs / "topic" / "page.md"
    path.write_text(PAGE + "\nSee [there](nowhere.md).\n")
    record = logging.LogRecord("mkdocs", logging.WARNING, "", 0, message, (), None)
    assert Located(docs).filter(record)
    assert record.getMessage() == f"docs/topic/page.md:15: {message}"


class TestHook:
    """What the build says of what it cannot go on with: sentences, and no traceback."""

    @pytest.fixture
    def config(self, docs):
        file = docs.parent / "mkdocs.yml"
        return SimpleNamespace(
            docs_dir=str(docs),
            config_file_path=str(file),
            site_url="https://example.org/",
            extra={},
        )

    @pytest.fixture
    def problems(self, monkeypatch):
        """Have the layout of concepts checked elsewhere."""
        found = []
        monkeypatch.setattr(mkdocs_hook, "layout_problems", lambda docs: found)
        monkeypatch.setattr(mkdocs_hook, "find_spec", lambda name: object())
        return found

    @pytest.mark.reads("worked")
    def test_problems_are_warnings(self, config, problems, caplog):
        problems.append("worked/x.py:1: wanted this, got that")
        (Path(config.docs_dir) / "topic/page.md").write_text(PAGE.replace("core", "x"))
        mkdocs_hook.on_pre_build(config)
        assert [record.levelname for record in caplog.records] == ["WARNING"] * 2
        assert "docs/topic/page.md:7: wanted data-level" in caplog.messages[0]
        assert caplog.messages[1] == problems[0]

    @pytest.mark.reads("worked")
    def test_what_cannot_be_read_ends_the_build(self, config, monkeypatch, problems):
        def unreadable(docs):
            raise Unreadable("worked/x.py:1: wanted Python")

        (Path(config.docs_dir) / "topic/page.md").write_bytes(b"\xe9")
        monkeypatch.setattr(mkdocs_hook, "layout_problems", unreadable)
        with pytest.raises(BuildError) as raised:
            mkdocs_hook.on_pre_build(config)
        first, second = str(raised.value).splitlines()
        assert first.startswith("docs/topic/page.md:1: wanted UTF-8")
        assert second == "worked/x.py:1: wanted Python"

    @pytest.fixture
    def built(self, config):
        """Return the configuration of a build that is to be finished."""
        for name in ("site_dir", "site_url", "site_name", "site_description"):
            setattr(config, name, name)
        return config

    def test_what_is_not_installed_ends_the_build(self, built, monkeypatch):
        def without(site):
            raise RuntimeError("wanted KaTeX")

        monkeypatch.setattr(mkdocs_hook, "finish", without)
        with pytest.raises(PluginError, match="wanted KaTeX"):
            mkdocs_hook.on_post_build(built)

    @pytest.mark.parametrize(("command", "live"), [("serve", True), ("build", False)])
    def test_a_live_preview_is_told_from_a_build(
        self, built, monkeypatch, command, live
    ):
        finished = []
        monkeypatch.setattr(mkdocs_hook, "finish", lambda s: finished.append(s) or [])
        mkdocs_hook.on_startup(command=command, dirty=False)
        mkdocs_hook.on_post_build(built)
        assert [site.live for site in finished] == [live]

    def test_scripts_are_warnings(self, config, caplog):
        page = SimpleNamespace(file=SimpleNamespace(src_uri="topic/page.md"), meta={})
        html = '<p onclick="x()"><span class="arithmatex">x</span></p>'
        kept = mkdocs_hook.on_page_content(html, page=page, config=config)
        (said,) = caplog.messages
        assert said.startswith(
            "docs/topic/page.md:1: wanted Markdown and HTML that run"
        )
        assert 'class="arithmatex" data-search-exclude' in kept

    def test_without_pytorch_it_says_so(self, config, monkeypatch, problems):
        monkeypatch.setattr(mkdocs_hook, "find_spec", lambda name: None)
        with pytest.raises(PluginError, match=r"wanted PyTorch, .* make environment"):
            mkdocs_hook.on_pre_build(config)


@pytest.mark.torch
@pytest.mark.reads("worked/losses/__init__.py")
class TestReceipt:
    def test_says_what_was_compared_and_the_looser_bounds_with_their_reason(self):
        said = receipt("losses/huber_loss")
        assert re.match(
            r"\*\*Receipt\.\*\* \d+ cases agree, \d+ with gradients; \d+ bad inputs refused; "
            r"values and gradients in float64 within rtol 1e-9, atol 1e-11; "
            r"1 case rtol 1e-8, atol 1e-11 \(1e4 \+ y keeps 12 digits of y\)\. NumPy \d",
            said,
        )

    def test_does_not_depend_on_what_was_measured(self, monkeypatch):
        before = receipt("losses/huber_loss")
        measured = sides.agreement

        def elsewhere(concept):
            return replace(measured(concept), value=3e-13, gradient=7e-12)

        monkeypatch.setattr(sides, "agreement", elsewhere)
        assert receipt("losses/huber_loss") == before


def test_a_fold_finds_its_numbers_in_a_table():
    cells = table(["", "slope", "at 10"], [("sigmoid", "0.25", "4.5e-05")])
    html = '<details class="example"><summary>At 10 it is {}</summary>{}</details>'
    assert list(fold_problems(html.format("4.5e-05", cells))) == []
    assert len(list(fold_problems(html.format("4.6e-05", cells)))) == 1


def test_a_packed_style_says_the_same():
    css = """/* Why;
    so. */
.a > .b:not(.c, .d) {
  width: calc(100% - 1px); /* here, too */
  content: "a, b";
}
"""
    assert mkdocs_hook.packed_style(css) == (
        ' .a > .b:not(.c, .d){width: calc(100% - 1px);content: "a, b";}'
    )
