"""All questions as a list in groups that fold, which can be read as it stands."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from site_builder.publishing.pages import (
    Page,
    Question,
    as_markdown,
    filled,
    questions,
)

CARDS_HERE = "<!-- all questions -->"


def with_question_cards(markdown: str, folder: str, docs: Path) -> str:
    """Return a page's Markdown with all questions where ``<!-- all questions -->`` stands.

    Args:
        markdown: Text of a page.
        folder: The page's folder.
        docs: The folder of all pages.

    Raises:
        LookupError: If there is no question to list.
    """
    return filled(markdown, CARDS_HERE, lambda: question_cards(docs, folder))


def question_cards(docs: Path, folder: str = "practice") -> str:
    """Return every question as Markdown: folds by topic, in each its links with their level.

    Links stay Markdown, so that the generator resolves and checks them. Spoken answers stand in
    ``questions.json``, from which scripts take them: here they would be half of the page.

    Args:
        docs: The folder of all pages.
        folder: Folder of the page that shows the list; its links start there.

    Raises:
        LookupError: If there is no question to list.
    """
    found = questions(docs)
    if not found:
        raise LookupError(f"wanted pages with questions, got none in {docs.name}/")
    titles = topic_titles(docs)
    up = "../" * len(Path(folder).parts)
    groups = [
        _group(titles.get(topic, topic), [_item(question, up) for question in own])
        for topic, own in groupby(found, key=lambda question: question.topic)
    ]
    # Search finds these words on the questions' own pages.
    head = '<div class="questions" markdown="1" data-search-exclude>'
    return "\n\n".join([head, *groups, "</div>"])


def topic_titles(docs: Path) -> dict[str, str]:
    """Return the heading of each topic's ``index.md``, by the topic's folder."""
    return {
        index.parent.relative_to(docs).as_posix(): Page(index, docs).title
        for index in sorted(docs.rglob("index.md"))
    }


def _group(title: str, items: list[str]) -> str:
    count = f"{len(items)} question{'s' * (len(items) > 1)}"
    return "\n".join(
        [
            '<details markdown="1">',
            f'<summary markdown="span"><span class="questions__topic">{as_markdown(title)}</span>'
            f' <span class="questions__count">{count}</span></summary>',
            '<ol markdown="1">',
            *items,
            "</ol>",
            "</details>",
        ]
    )


def _item(question: Question, up: str) -> str:
    return (
        f'<li markdown="span" data-id="{question.id}" data-topic="{question.topic}" '
        f'data-level="{question.level}">'
        f"[{as_markdown(question.question)}]({up}{question.source}#{question.id}) "
        f'<span class="level">{question.level}</span></li>'
    )
