"""All questions as data."""

from __future__ import annotations

import json
from urllib.parse import urljoin

from site_builder.files import put
from site_builder.publishing.pages import Question
from site_builder.publishing.site import Site


def write(site: Site, asked: list[Question]) -> None:
    """Write ``questions.json``: each question with its spoken answer.

    The whole answer is in the page's Markdown, to which each question has a link; with the answers
    themselves the file would weigh more than all pages together.
    """
    entries = [
        {
            "id": question.id,
            "question": question.question,
            "topic": question.topic,
            "level": question.level,
            "url": urljoin(site.url, question.url),
            "markdown": urljoin(site.url, _markdown(question)),
            "spoken": question.spoken,
        }
        for question in asked
    ]
    text = json.dumps(entries, indent=1, ensure_ascii=False)
    put(site.folder / "questions.json", text + "\n")


def _markdown(question: Question) -> str:
    """Return the address of the Markdown of a question's page: the source's place in ``docs``."""
    return question.place.rpartition(":")[0].partition("/")[2]
