"""The Anki deck, as Anki itself reads it."""

import os
import tempfile
import zipfile

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest

from site_builder.publishing.pages import questions
from site_builder.publishing.site import Site
from site_builder.publishing.taken_along import deck

SPOKEN = " ".join(["word"] * 45)
PAGE = """---
title: A page
description: What it says.
---
# A page

## Is $a < b$ & `c`? {{ #first .question data-level="core" }}

**In one breath.** {spoken}.

## What else? {{ #second .question data-level="expert" }}

**In one breath.** {spoken} else.
"""
INDEX = "---\ntitle: T\ndescription: D.\n---\n# Loss functions\n"
EDITED = 1_700_000_000


@pytest.fixture
def docs(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    folder = tmp_path / "docs"
    (folder / "losses").mkdir(parents=True)
    (folder / "losses" / "index.md").write_text(INDEX)
    (folder / "losses" / "page.md").write_text(PAGE.format(spoken=SPOKEN))
    touch(folder, EDITED)
    return folder


@pytest.fixture
def collection(tmp_path):
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def touch(docs, when):
    for path in docs.rglob("*.md"):
        os.utime(path, (when, when))


def deck_of(docs, name="site", url="https://example.org/site/"):
    site = Site(docs, docs.parent / name, docs.parent, url, "Name", "A description.")
    return deck.write(site, questions(docs))


def imported(collection, package):
    log = collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(package))
    ).log
    return len(log.new), len(log.updated), len(log.duplicate)


def fields(collection):
    notes = [collection.get_note(note) for note in collection.find_notes("")]
    return {note["Link"].rsplit("#", 1)[1]: dict(note.items()) for note in notes}


def test_a_second_import_adds_nothing(docs, collection):
    package = deck_of(docs)
    assert imported(collection, package) == (2, 0, 0)
    assert imported(collection, package) == (0, 0, 2)
    assert collection.note_count() == collection.card_count() == 2


def test_a_changed_answer_updates_its_note_and_keeps_its_schedule(docs, collection):
    imported(collection, deck_of(docs))
    (card,) = (
        collection.get_card(i) for i in collection.find_cards("tag:level::expert")
    )
    collection.sched.set_due_date([card.id], "7")
    page = docs / "losses" / "page.md"
    page.write_text(page.read_text().replace(" else.", " better."))
    touch(docs, EDITED + 60)
    new, updated, _ = imported(collection, deck_of(docs))
    assert (new, updated) == (0, 2)
    assert fields(collection)["second"]["Answer"] == f"{SPOKEN} better."
    assert collection.card_count() == 2
    assert collection.get_card(card.id).ivl == 7


def test_a_new_question_is_added_to_the_old_ones(docs, collection):
    imported(collection, deck_of(docs))
    page = docs / "losses" / "page.md"
    third = PAGE.format(spoken=SPOKEN).split("\n## ")[2].replace("#second", "#third")
    page.write_text(f"{page.read_text()}\n## {third}")
    touch(docs, EDITED + 60)
    new, *_ = imported(collection, deck_of(docs))
    assert new == 1
    assert collection.note_count() == 3


def test_fields_and_tags(docs, collection):
    imported(collection, deck_of(docs))
    assert fields(collection)["first"] == dict(
        zip(
            deck.FIELDS,
            (
                "Is $a &lt; b$ &amp; c?",
                f"{SPOKEN}.",
                "Loss functions",
                "core",
                "https://example.org/site/losses/page/#first",
            ),
            strict=True,
        )
    )
    (note,) = collection.find_notes("tag:topic::losses tag:level::core")
    assert collection.get_note(note).tags == ["level::core", "topic::losses"]
    (card,) = (collection.get_card(i) for i in collection.find_cards(f"nid:{note}"))
    assert "Is $a &lt; b$" in card.question()
    assert SPOKEN in card.answer()
    assert collection.decks.name(card.did).startswith("Worked")


def test_the_same_pages_give_the_same_bytes(docs):
    with zipfile.ZipFile(deck_of(docs)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    assert deck_of(docs).read_bytes() == deck_of(docs, "again").read_bytes()


def test_what_cannot_make_a_deck_is_refused(docs):
    with pytest.raises(ValueError, match=r"wanted an address, https://\.\.\., got ''"):
        deck_of(docs, url="")
    (docs / "losses" / "page.md").write_text(INDEX)
    with pytest.raises(LookupError, match="wanted pages with questions, got none"):
        deck_of(docs)


def test_nothing_is_left_in_the_temporary_folder(docs, tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    deck_of(docs)
    assert list(folder.iterdir()) == []
