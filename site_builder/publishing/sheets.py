"""A sheet for each topic: what to know by heart, and all spoken answers, on two pages of paper.

Nothing is written for it a second time: the formulas stand in the topic's ``index.md``, the answers
on its pages.
"""

from __future__ import annotations

from pathlib import Path

from site_builder.publishing.pages import Page, as_markdown, filled, questions
from site_builder.publishing.question_index import topic_titles

HEART = "To know by heart"
NAME = "sheet.md"
SHEET_HERE, SHEETS_HERE = "<!-- sheet -->", "<!-- sheets -->"


def sheet_pages(docs: Path) -> dict[str, str]:
    """Return a page for each topic that has questions: path under ``docs/`` to Markdown.

    Its content is filled in when the page is read, so that a live preview follows the answers.
    """
    return {
        f"{topic}/{NAME}": "\n".join(
            [
                "---",
                f'title: "{title}: a sheet"',
                f'description: "{title}: formulas to know by heart, and every spoken answer."',
                "hide: [toc]",
                "search: { exclude: true }",
                "---",
                f"# {as_markdown(title)}: a sheet",
                "",
                SHEET_HERE,
                "",
            ]
        )
        for topic, title in topics(docs).items()
    }


def with_sheets(markdown: str, folder: str, docs: Path) -> str:
    """Return a page's Markdown with its topic's sheet, or links to all, where it asks for them.

    Args:
        markdown: Text that may hold ``<!-- sheet -->`` or ``<!-- sheets -->``.
        folder: The page's folder.
        docs: The folder of all pages.

    Raises:
        LookupError: If the topic's ``index.md`` does not say what to know by heart.
    """
    markdown = filled(markdown, SHEET_HERE, lambda: _sheet(folder, docs))
    return filled(
        markdown, SHEETS_HERE, lambda: _links("../" * len(Path(folder).parts), docs)
    )


def _links(up: str, docs: Path) -> str:
    return ", ".join(
        f"[{as_markdown(title)}]({up}{topic}/{NAME})"
        for topic, title in topics(docs).items()
    )


def topics(docs: Path) -> dict[str, str]:
    """Return the titles of the topics that have questions, by folder, in the order of reading."""
    titles = topic_titles(docs)
    return {q.topic: titles[q.topic] for q in questions(docs) if q.topic in titles}


def _sheet(topic: str, docs: Path) -> str:
    lines = [
        '<div class="worked-sheet" markdown="1">',
        "",
        f"## {HEART}",
        "",
        by_heart(Page(docs / topic / "index.md", docs)),
        "",
        "## To say aloud",
        "",
    ]
    for q in questions(docs, topic):
        if q.topic == topic:
            link = f"[{as_markdown(q.question)}]({Path(q.source).name}#{q.id})"
            level = f'<span class="level">{q.level}</span>'
            lines += [f"### {link} {level}", "", as_markdown(q.spoken), ""]
    return "\n".join([*lines, "</div>"])


def by_heart(index: Page) -> str:
    """Return what a topic's page has under the heading of that name.

    Raises:
        LookupError: If it has no such heading, or nothing under it.
    """
    headings = [*index.headings()]
    starts = [number for number, match in headings if match["text"] == HEART]
    ends = [number for number, match in headings if starts and number > starts[0]]
    end = ends[0] - 1 if ends else len(index.lines)
    text = "\n".join(index.lines[starts[0] : end]).strip() if starts else ""
    if not text:
        raise LookupError(
            f"wanted '## {HEART}' in {index.name} for its sheet, got none"
        )
    return text
