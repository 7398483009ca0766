"""How much of an answer may stand open: what teaches, in the time that an answer takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from site_builder.execution.blocks import blocks_of
from site_builder.publishing.pages import Page, Question, pages, plain_text

WORDS = 360  # open in a question; formulas, code and sources are not counted
CODE = 12  # lines of code open in a question
BOXES = {
    "??? example": ("folds of evidence", 4),
    "!!! failure": ("boxes “Often said”", 2),
    "??? question": ("boxes “They may ask next”", 2),
}
FENCE = re.compile(r"^(\s*)(`{3,}|~{3,}).*?^\1\2\s*$", re.DOTALL | re.MULTILINE)
FOLDED = re.compile(r"^\?\?\? .*\n(?:(?: {4}.*)?\n)*", re.MULTILINE)
NOT_COUNTED = re.compile(
    r"\$\$.*?\$\$|\$[^$\n]+\$|<small>.*?</small>|<[^>]+>|^[|: -]+$|^!!! \w+",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Open:
    """What of a question stands open.

    Args:
        question: The question.
        words: Words of prose.
        code: Lines of code.
        boxes: How many boxes of each kind.
    """

    question: Question
    words: int
    code: int
    boxes: dict[str, int]


def open_parts(page: Page) -> Iterator[Open]:
    """Yield what stands open of each question of a page."""
    lines = page.lines
    starts = [number for number, match in page.headings() if len(match["marks"]) <= 2]
    for question in page.questions():
        first = question.line
        last = next((n for n in starts if n > first), len(lines) + 1)
        text = "\n".join([*lines[first : last - 1], ""])
        boxes = {
            mark: sum(line.startswith(mark) for line in text.splitlines())
            for mark in BOXES
        }
        shown = FOLDED.sub("", text)
        code = [
            line
            for block in blocks_of(shown)
            if block.options.get("source") and "fold" not in block.options
            for line in block.code.splitlines()
            if line.strip() and "markdown-exec: hide" not in line
        ]
        prose = NOT_COUNTED.sub(" ", FENCE.sub("", shown))
        words = [w for w in plain_text(prose).split() if re.search(r"\w", w)]
        yield Open(question, len(words), len(code), boxes)


def budget_problems(docs: Path) -> list[str]:
    """Return, one line each, where more stands open than a reader takes in at once."""
    return [problem for page in pages(docs) for problem in _page_problems(page)]


def _page_problems(page: Page) -> Iterator[str]:
    for found in open_parts(page):
        place = f"{found.question.place}: {found.question.id}"
        if found.words > WORDS:
            yield (
                f"{place}: wanted {WORDS} words open at most, got {found.words}; "
                "fold what proves, or leave it out"
            )
        if found.code > CODE:
            yield (
                f"{place}: wanted {CODE} lines of code open at most, got {found.code}; "
                'give the block fold="code"'
            )
        for mark, (name, most) in BOXES.items():
            if found.boxes[mark] > most:
                yield f"{place}: wanted {most} {name} at most, got {found.boxes[mark]}"
