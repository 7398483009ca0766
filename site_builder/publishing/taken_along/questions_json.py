"""All questions as data."""

from __future__ import annotations

import json
from urllib.parse import urljoin

from site_builder.files import put
from site_builder.publishing.pages import Question
from site_builder.publishing.question_index import topic_titles
from site_builder.publishing.site import Site


def write(site: Site, asked: list[Question]) -> None:
    """Write ``questions.json``: each question, its spoken answer, and what people type for it.

    The whole answer is in the page's Markdown, to which each question has a link; with the answers
    themselves the file would weigh more than all pages together.
    """
    titles = topic_titles(site.docs)
    entries = [
        {
            "id": question.id,
            "question": question.question,
            "topic": question.topic,
            "topic_title": titles.get(question.topic, question.topic),
            "level": question.level,
            "path": question.url,  # within a copy of the site, wherever it lies
            "url": urljoin(site.url, question.url),
            "markdown": urljoin(site.url, question.source),
            "spoken": question.spoken,
            "search": question.search or "",
        }
        for question in asked
    ]
    text = json.dumps(entries, indent=1, ensure_ascii=False)
    put(site.folder / "questions.json", text + "\n")
