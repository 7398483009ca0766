"""Ways on from a page: the questions before and after it, and the project it comes from."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from urllib.parse import urlencode, urljoin

from site_builder.publishing.pages import SNIPPET, Page, Question, questions_of

BRANCH = "main"  # what is deployed
SECTION = re.compile(r'<h2\b[^>]*?(?:\bid="(?P<id>[^"]*)"[^>]*)?>')
ASKED = """Page: {url}
Question: {id}
Source: {place}

What is wrong, and what would be right?
"""


def neighbors(
    source: str, asked: list[Question]
) -> tuple[Question | None, Question | None]:
    """Return the question before a page's first one and the one after its last, in reading order.

    Args:
        source: The page's file, relative to the folder of pages.
        asked: All questions, in reading order.
    """
    places = [i for i, question in enumerate(asked) if question.source == source]
    if not places:
        return None, None
    before, after = places[0] - 1, places[-1] + 1
    return (
        asked[before] if before >= 0 else None,
        asked[after] if after < len(asked) else None,
    )


def with_ways(
    html: str, source: str, docs: Path, asked: list[Question], repository: str, url: str
) -> str:
    """Return a page's content with the ways on from it.

    Args:
        html: What a generator made of the page's Markdown.
        source: The page's file, relative to the folder of pages; generated ones are not there.
        docs: The folder of all pages.
        asked: All questions, in reading order.
        repository: ``owner/name`` on GitHub; without one nothing leads to the project.
        url: The site's address.
    """
    path = docs / source
    own = questions_of(path, docs) if path.is_file() else []
    if repository:
        html = _with_reports(html, own, repository, url)
    links = [_neighbor_links(source, asked)]
    if repository:
        links.append(_project_link(path, source, docs, repository))
    return html + "".join(links)


def footer(text: str, repository: str) -> str:
    """Return the line at the foot of every page, with the project where there is one."""
    if not repository:
        return text
    return f'{text} <a href="https://github.com/{repository}">Source on GitHub</a>'


def _with_reports(html: str, own: list[Question], repository: str, url: str) -> str:
    by_id = {question.id: question for question in own}
    sections = [*SECTION.finditer(html)]
    ends = [*(match.start() for match in sections), len(html)][1:]
    for match, end in reversed([*zip(sections, ends, strict=True)]):
        if match["id"] in by_id:
            link = _report(by_id[match["id"]], repository, url)
            html = html[:end] + link + html[end:]
    return html


def _report(question: Question, repository: str, url: str) -> str:
    body = ASKED.format(
        url=urljoin(url, question.url), id=question.id, place=question.place
    )
    asked = urlencode({"title": f"Error in: {question.question}", "body": body})
    address = f"https://github.com/{repository}/issues/new?{asked}"
    return _line(f'<a href="{escape(address)}">Report an error in this answer</a>')


def _neighbor_links(source: str, asked: list[Question]) -> str:
    """Return links with the questions' words: they say what one would read next."""
    up = "../" * Page(Path(source), Path()).url.count("/")
    titles = ("Previous question", "Next question")
    parts = [
        f"<div><span>{title}</span>"
        f'<a href="{up}{question.url}">{escape(question.question)}</a></div>'
        for title, question in zip(titles, neighbors(source, asked), strict=True)
        if question
    ]
    if not parts:
        return ""
    return (
        '<nav class="worked-ways worked-ways--questions" aria-label="Questions before and after" '
        f"data-search-exclude>{''.join(parts)}</nav>"
    )


def _project_link(path: Path, source: str, docs: Path, repository: str) -> str:
    if path.is_file():
        address = (
            f"https://github.com/{repository}/edit/{BRANCH}/{_written_in(path, docs)}"
        )
        return _line(f'<a href="{address}">Edit this page</a>')
    # A page of the reference: its address is the concept's.
    folder = source.removeprefix("reference/").removesuffix(".md").removesuffix("index")
    address = f"https://github.com/{repository}/tree/{BRANCH}/worked/{folder}"
    return _line(f'<a href="{address.rstrip("/")}">Source of this page on GitHub</a>')


def _written_in(path: Path, docs: Path) -> str:
    """Return the file in which a page's text stands: itself, or the one that it takes in."""
    page = Page(path, docs)
    taken = [match["name"] for line in page.lines if (match := SNIPPET.match(line))]
    return taken[0] if taken else page.name


def _line(link: str) -> str:
    return f'<p class="worked-ways" data-search-exclude>{link}</p>'
