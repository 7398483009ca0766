"""Ways on from a page: the questions before and after it, the project, parts of the navigation."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
from mkdocs.config import load_config

from site_builder.publishing.pages import Page, pages, questions, questions_of
from site_builder.publishing.ways import footer, neighbors, with_ways

ROOT = Path(__file__).parent.parent
URL = "https://example.org/base/"
FRONT = "---\ntitle: T\ndescription: D.\n---\n# T\n"
QUESTION = '\n## Is {0} & <b>? {{ #{0} .question data-level="core" }}\n\n**In one breath.** A.\n'
HTML = '<h2 id="{0}" class="question">Is it?</h2>\n<p>A.</p>\n'


@pytest.fixture
def docs(tmp_path):
    """Two topics in the order of the home page, which is not that of their names."""
    folder = tmp_path / "docs"
    for name, text in {
        "index.md": f"{FRONT}[Z](z/index.md) [A](a/index.md)\n",
        "z/index.md": f"{FRONT}[first](one.md) [second](first.md)\n",
        "z/one.md": FRONT + QUESTION.format("one") + QUESTION.format("two"),
        "z/first.md": FRONT + QUESTION.format("three"),
        "a/index.md": f"{FRONT}[last](last.md)\n",
        "a/last.md": FRONT + QUESTION.format("four"),
        "taken.md": f'{FRONT.partition("#")[0]}--8<-- "TAKEN.md"\n',
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def ways(docs, source, html="<h1>T</h1>", repository=""):
    """Return what a page shows of its ways on, as an element and as links to their texts."""
    got = with_ways(html, source, docs, questions(docs), repository, URL)
    tree = lxml.html.fromstring(f"<article>{got}</article>")
    links = {a.get("href"): a.text_content() for a in tree.iter("a")}
    return tree, links


class TestNeighbors:
    def test_they_follow_the_reading_order_across_pages_and_topics(self, docs):
        asked = questions(docs)
        assert [question.id for question in asked] == ["one", "two", "three", "four"]
        around = {
            source: tuple(one and one.id for one in neighbors(source, asked))
            for source in ("z/one.md", "z/first.md", "a/last.md", "z/index.md")
        }
        assert around == {
            "z/one.md": (None, "three"),
            "z/first.md": ("two", "four"),
            "a/last.md": ("three", None),
            "z/index.md": (None, None),
        }

    def test_a_page_links_to_them_by_their_words(self, docs):
        tree, links = ways(docs, "z/first.md")
        assert links == {
            "../../z/one/#two": "Is two & <b>?",
            "../../a/last/#four": "Is four & <b>?",
        }
        (nav,) = tree.iter("nav")
        assert nav.get("aria-label") == "Questions before and after"
        labels = [span.text for span in nav.iter("span")]
        assert labels == ["Previous question", "Next question"]

    def test_a_page_without_questions_has_none(self, docs):
        assert ways(docs, "z/index.md")[1] == {}


class TestProject:
    def test_without_a_repository_nothing_leads_there(self, docs):
        for source in ("z/first.md", "index.md", "reference/losses/hinge_loss.md"):
            _, links = ways(docs, source, HTML.format("three"))
            assert not any("github" in link for link in links)

    def test_the_foot_of_a_page_leads_to_the_project_where_there_is_one(self):
        assert footer("MIT.", "") == "MIT."
        link = '<a href="https://github.com/owner/name">Source on GitHub</a>'
        assert footer("MIT.", "owner/name") == f"MIT. {link}"

    def test_each_question_can_be_reported(self, docs):
        html = (
            HTML.format("one")
            + HTML.format("two")
            + '<h2 id="more">More</h2><p>End.</p>'
        )
        tree, links = ways(docs, "z/one.md", html, "owner/name")
        shown = [element.text_content().strip() for element in tree]
        report = "Report an error in this answer"
        assert shown[:3] == ["Is it?", "A.", report]
        assert shown[3:7] == ["Is it?", "A.", report, "More"]
        assert shown.count(report) == 2
        found = [link for link, text in links.items() if text == report]
        for link, question in zip(found, questions(docs), strict=False):
            address = urlsplit(link)
            assert address.netloc + address.path == "github.com/owner/name/issues/new"
            asked = parse_qs(address.query)
            assert asked["title"] == [f"Error in: {question.question}"]
            (body,) = asked["body"]
            assert f"Page: {URL}z/one/#{question.id}\n" in body
            assert f"Question: {question.id}\n" in body
            assert f"Source: docs/z/one.md:{question.line}\n" in body

    @pytest.mark.parametrize(
        ("source", "address", "text"),
        [
            ("z/first.md", "edit/main/docs/z/first.md", "Edit this page"),
            ("taken.md", "edit/main/TAKEN.md", "Edit this page"),
            (
                "reference/losses/hinge_loss.md",
                "tree/main/worked/losses/hinge_loss",
                "Source of this page on GitHub",
            ),
            (
                "reference/losses/index.md",
                "tree/main/worked/losses",
                "Source of this page on GitHub",
            ),
            (
                "reference/index.md",
                "tree/main/worked",
                "Source of this page on GitHub",
            ),
        ],
    )
    def test_a_page_leads_to_its_source(self, docs, source, address, text):
        _, links = ways(docs, source, repository="owner/name")
        assert links[f"https://github.com/owner/name/{address}"] == text


@pytest.fixture
def nav():
    return load_config(str(ROOT / "mkdocs.yml")).nav


@pytest.mark.reads("docs")
class TestParts:
    def test_there_are_seven_at_most_and_none_is_empty(self, nav):
        assert len(nav) <= 7
        assert all(part for entry in nav for part in entry.values())

    def test_each_topic_stands_in_one_part_with_its_index_first(self, nav):
        docs = ROOT / "docs"
        topics = {question.topic for question in questions(docs)}
        found = [
            topic
            for entry in nav
            for part in entry.values()
            if isinstance(part, list)
            for topic in part
            if isinstance(topic, dict)
        ]
        firsts = [files[0] for topic in found for files in topic.values()]
        assert sorted(firsts) == sorted(f"{topic}/index.md" for topic in topics)
        for topic in found:
            for files in topic.values():
                folder = files[0].partition("/")[0]
                listed = {path.partition("/")[0] for path in files}
                assert listed == {folder}

    def test_the_order_is_that_of_the_home_page(self, nav):
        """Practice asks in the order of the home page; the navigation has no other one."""
        text = str(nav)
        asked = [question.topic for question in questions(ROOT / "docs")]
        assert asked == sorted(asked, key=lambda topic: text.index(f"{topic}/index.md"))

    def test_the_changelog_names_questions_that_are_there(self):
        text = "\n".join(Page(ROOT / "docs/changelog.md", ROOT / "docs").lines)
        asked = [
            q
            for page in pages(ROOT / "docs")
            for q in questions_of(page.path, page.docs)
        ]
        named = [q.id for q in asked if f"({q.source}#{q.id})" in text]
        assert len(named) >= 9
