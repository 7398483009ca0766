"""All questions as an Anki deck, which an import updates instead of doubling."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from html import escape
from itertools import count
from pathlib import Path

import genanki

from site_builder.files import put, zipped
from site_builder.publishing.pages import Question
from site_builder.publishing.question_index import topic_titles
from site_builder.publishing.site import Site

# Drawn once. Anki knows deck and note type by them, so they never change.
DECK_ID, MODEL_ID = 1_874_203_659, 1_390_572_816
FIELDS = ("Question", "Answer", "Topic", "Level", "Link")

FRONT = """<p class="about">{{Topic}} · {{Level}}</p>
<p class="question">{{Question}}</p>"""
BACK = """{{FrontSide}}
<hr id="answer">
<p>{{Answer}}</p>
<p><a href="{{Link}}">The whole answer, with code that runs</a></p>"""
STYLE = """.card {
  max-width: 36em;
  margin: 0 auto;
  padding: 0 1em;
  background: #fff;
  color: #1f2328;
  font: 1.1rem/1.6 system-ui, sans-serif;
  text-align: left;
}
.about { color: #57606a; font-size: 0.85em; }
.question { font-size: 1.2em; font-weight: 600; }
a { color: #0b6477; }
.card.nightMode { background: #1b1f24; color: #e6edf3; }
.nightMode .about { color: #9aa4b0; }
.nightMode a { color: #6fc6d8; }
"""


def write(site: Site, asked: list[Question]) -> Path:
    """Write the questions as an Anki package.

    Anki overwrites a note only by a newer one, so the notes carry the time of the commit
    (``SOURCE_DATE_EPOCH``, which ``make build`` sets) or else of the last edit under ``docs``; the
    same sources then give the same bytes.

    Args:
        site: The site, whose address the links have.
        asked: Its questions.

    Returns:
        The file.

    Raises:
        LookupError: If there is no question.
        ValueError: If the site's ``url`` is not an address.
    """
    if not site.url.startswith(("http://", "https://")):
        raise ValueError(f"url: wanted an address, https://..., got {site.url!r}")
    if not asked:
        raise LookupError(f"wanted pages with questions, got none in {site.docs.name}/")
    titles = topic_titles(site.docs)
    deck = genanki.Deck(DECK_ID, "Worked: deep-learning interview questions")
    model = genanki.Model(
        MODEL_ID,
        "Worked question",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Say it aloud", "qfmt": FRONT, "afmt": BACK}],
        css=STYLE,
    )
    for question in sorted(asked, key=lambda question: question.id):
        title = titles.get(question.topic, question.topic)
        deck.add_note(_note(question, title, site.url.rstrip("/"), model))
    edited = max(path.stat().st_mtime for path in site.docs.rglob("*.md"))
    time = int(os.environ.get("SOURCE_DATE_EPOCH") or edited)
    return put(site.folder / "worked.apkg", _package(deck, time))


def _note(
    question: Question, title: str, site_url: str, model: genanki.Model
) -> genanki.Note:
    fields = (
        question.question,
        question.spoken,
        title,
        question.level,
        f"{site_url}/{question.url}",
    )
    return genanki.Note(
        model=model,
        fields=[escape(field) for field in fields],
        guid=genanki.guid_for("worked", question.id),
        tags=[f"topic::{question.topic}", f"level::{question.level}"],
    )


def _package(deck: genanki.Deck, time: int) -> bytes:
    """Return a deck as a package: a database that is never a file, and no date of its making."""
    with closing(sqlite3.connect(":memory:")) as database:
        package = genanki.Package(deck)
        package.write_to_db(database.cursor(), time, count(time * 1000))
        database.commit()
        parts = {"collection.anki2": database.serialize(), "media": json.dumps({})}
    return zipped(parts.items())
