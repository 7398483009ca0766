"""Fences that say ``exec`` and do not run: none may pass unseen.

pymdownx.superfences leaves a fence whose language or options it does not know on the page as text,
and says nothing. So a second, lenient reading of the Markdown finds every fence that says exec,
however it is spelled, just before superfences sees it; those whose code nobody was asked to run
by the time that superfences is done are told to the building.
"""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from site_builder.execution.blocks import NO

OPENING = re.compile(
    r"^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?(?P<marks>`{3,}|~{3,})(?P<info>[^`]*)$"
)
WORD = re.compile(r"(?P<name>[A-Za-z]+)(?:\s*=\s*[\"']?(?P<value>[^\s\"'},]*))?")
SUPERFENCES = 25  # its priority among the preprocessors; snippets are read in before it


@dataclass(frozen=True)
class Claim:
    """A fence that says exec, as a lenient reader finds it.

    Args:
        opening: Its first line.
        code: The lines below it, up to the next line of as many marks.
        closed: Whether there is such a line.
    """

    opening: str
    code: list[str]
    closed: bool

    def __str__(self) -> str:
        if not self.closed:
            return (
                "wanted a fence that is closed at its own depth by as many marks, "
                f"got no such line after {self.opening.strip()!r}"
            )
        return (
            "wanted a block that runs, because its fence says exec, got one that stays text: "
            f"language or options are not known, in {self.opening.strip()!r}"
        )


def says_exec(info: str) -> bool:
    """Tell whether what stands behind a fence's marks asks for a run, however it is spelled."""
    for word in WORD.finditer(info):
        near = difflib.get_close_matches(word["name"].lower(), ["exec"], cutoff=0.7)
        if near and (word["value"] is None or word["value"].lower() not in NO):
            return True
    return False


def claims(lines: list[str]) -> list[Claim]:
    """Return the fences among lines that say exec, but for those that a larger fence shows."""
    found, shown_until = [], 0
    for number, line in enumerate(lines):
        match = OPENING.match(line)
        if not match or number < shown_until:
            continue
        end = _end(lines, number + 1, match["marks"])
        if says_exec(match["info"]):
            closed = end < len(lines)
            found.append(Claim(line, lines[number + 1 : end], closed))
        elif end < len(lines) and not _nests_alike(lines[number + 1 : end], match):
            shown_until = end + 1
    return found


def _end(lines: list[str], start: int, marks: str) -> int:
    """Return the index of the line that closes a fence, or the number of lines."""
    for number in range(start, len(lines)):
        if lines[number].strip(" \t>") == marks:
            return number
    return len(lines)


def _nests_alike(lines: list[str], outer: re.Match[str]) -> bool:
    """Tell whether a fence opens within another one that has no more marks than it.

    Then the outer one is one that somebody forgot to close, and shows nothing.
    """
    return any(
        (inner := OPENING.match(line))
        and inner["info"].strip()
        and inner["marks"].startswith(outer["marks"])
        for line in lines
    )


def plain(code: str) -> str:
    """Return code without what Markdown changes in it: indentation, tabs, marks of quotes."""
    lines = [" ".join(line.strip(" \t>").split()) for line in code.splitlines()]
    return "\n".join(lines).strip()


class Claims(Extension):
    """Compares, in each Markdown text, the fences that say exec with the blocks that were run.

    Args:
        tell: Called with a fence that did not run; returns what to say of it on the page.
    """

    def __init__(self, tell: Callable[[Claim], str]) -> None:
        super().__init__()
        self.tell = tell
        self.open: list[list[Claim]] = []  # of texts that are inside each other

    def extendMarkdown(self, md: Markdown) -> None:
        """Look at a text just before and just after superfences does."""
        before, after = _Step(self._begin), _Step(self._end)
        md.preprocessors.register(before, "claims_begin", SUPERFENCES + 0.1)
        md.preprocessors.register(after, "claims_end", SUPERFENCES - 0.1)

    def ran(self, code: str) -> None:
        """Take note that a block was asked for."""
        for claim in self.open[-1] if self.open else []:
            if plain("\n".join(claim.code)) == plain(code):
                self.open[-1].remove(claim)
                return

    def _begin(self, lines: list[str]) -> list[str]:
        self.open.append(claims(lines))
        return lines

    def _end(self, lines: list[str]) -> list[str]:
        for claim in self.open.pop():
            lines = [f"<p>{html.escape(self.tell(claim))}</p>", "", *lines]
        return lines


class _Step(Preprocessor):
    def __init__(self, step: Callable[[list[str]], list[str]]) -> None:
        super().__init__()
        self.step = step

    def run(self, lines: list[str]) -> list[str]:
        return self.step(lines)
