"""All questions as data."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from site_builder.files import put
from site_builder.publishing.pages import Question
from site_builder.publishing.site import Site

ADDRESS = re.compile(r' (href|src)="([^"#][^"]*)"')


def write(site: Site, asked: list[Question], built: dict[Path, str]) -> None:
    """Write ``questions.json``: the questions with their answers as HTML that stands alone."""
    entries = []
    for question in asked:
        address = question.url.partition("#")[0]
        html = built.get(site.folder / address / "index.html", "")
        entries.append(
            {
                "id": question.id,
                "question": question.question,
                "topic": question.topic,
                "level": question.level,
                "url": urljoin(site.url, question.url),
                "spoken": question.spoken,
                "answer": _answer(html, question.id, urljoin(site.url, address)),
            }
        )
    put(
        site.folder / "questions.json",
        json.dumps(entries, indent=1, ensure_ascii=False) + "\n",
    )


def _answer(html: str, identity: str, url: str) -> str:
    """Return what stands between a question's heading and the next one, links made absolute."""
    pattern = rf'<h2[^>]* id="{identity}"[^>]*>.*?</h2>(.*?)(?=<h2|</article>)'
    match = re.search(pattern, html, re.DOTALL)
    answer = match[1].strip() if match else ""
    return ADDRESS.sub(
        lambda match: f' {match[1]}="{escape(urljoin(url, match[2]))}"', answer
    )
