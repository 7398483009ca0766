"""All questions as a list that can be read as it stands, and that practice works on."""

from __future__ import annotations

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
    """Return every question as Markdown: link, topic, level, spoken answer.

    Links stay Markdown, so that the generator resolves and checks them.
    The scripts in ``docs/javascripts`` read the questions from this list and from nothing else.

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
    items = [
        _card(question, titles.get(question.topic, question.topic), up)
        for question in found
    ]
    # Search finds these words on the questions' own pages.
    return "\n".join(
        [
            '<ol class="questions" markdown="1" data-search-exclude>',
            *items,
            "</ol>",
        ]
    )


def topic_titles(docs: Path) -> dict[str, str]:
    """Return the heading of each topic's ``index.md``, by the topic's folder."""
    return {
        index.parent.relative_to(docs).as_posix(): Page(index, docs).title
        for index in sorted(docs.rglob("index.md"))
    }


def _card(question: Question, title: str, up: str) -> str:
    return (
        f'<li markdown="span" data-id="{question.id}" data-topic="{question.topic}" '
        f'data-level="{question.level}">'
        f"[{as_markdown(question.question)}]({up}{question.source}#{question.id})"
        '<span class="questions__about">'
        f'<span class="questions__topic">{as_markdown(title)}</span>'
        f' · <span class="level">{question.level}</span></span>'
        "<details><summary>Spoken answer</summary>"
        f'<p class="questions__spoken">{as_markdown(question.spoken)}</p></details></li>'
    )
