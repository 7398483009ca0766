"""The Python blocks of a page, and a way to run them in this process, without building the site."""

from __future__ import annotations

import re
import textwrap
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(
    r"^(?P<indent>\s*)(?P<marks>`{3,}|~{3,})\s*\{?\s*\.?(?P<language>\w*)(?P<options>.*)$"
)
OPTION = re.compile(r"""([A-Za-z]\w*)(?:=(["'])(.*?)\2)?""")
NO = ("", "no", "off", "false", "0")  # as markdown-exec has it


@dataclass(frozen=True)
class Block:
    """One Python fence of a page.

    Args:
        line: Number of the fence's line in the file, counted from 1.
        code: The text between the fences, without indentation.
        options: The fence's options, such as ``{"exec": "on"}``.
    """

    line: int
    code: str
    options: dict[str, str]

    @property
    def runs(self) -> bool:
        """Tell whether the block is run by the build."""
        return self.options.get("exec", "no").lower() not in NO


def fences(lines: list[str]) -> Iterator[tuple[int, int, re.Match[str]]]:
    """Yield number of the first line, number of the last, and match of every outermost fence.

    A fence inside another one is text; one that is never closed reaches to the end.
    """
    number = 0
    while number < len(lines):
        match = FENCE.match(lines[number])
        number += 1
        if not match:
            continue
        start = number
        closing = f"{match['indent']}{match['marks']}"
        while number < len(lines) and lines[number].rstrip() != closing:
            number += 1
        number += 1
        yield start, number, match


def blocks(path: Path) -> Iterator[Block]:
    """Yield the Python fences of a Markdown file, those inside admonitions included."""
    return blocks_of(path.read_text(encoding="utf-8"))


def blocks_of(text: str) -> Iterator[Block]:
    """Yield the Python fences of a page's Markdown."""
    lines = text.splitlines()
    for start, end, match in fences(lines):
        if match["language"] in ("python", "py"):
            code = textwrap.dedent("\n".join(lines[start : end - 1]))
            yield Block(start, code, options_of(match["options"]))


def options_of(text: str) -> dict[str, str]:
    """Return a fence's options; one without a value has its own name for it, as Markdown has it."""
    return {
        name: value if quote else name for name, quote, value in OPTION.findall(text)
    }


def index_of(part: str, text: str, after: int = 0) -> int | None:
    """Return the index of the line of a page with which a part of it begins; None if none does.

    Indentation does not count, because Markdown takes it off inside an admonition.

    Args:
        part: Some lines.
        text: The page's Markdown.
        after: Index of the line at which to begin to look; what is before comes last.
    """
    wanted = [line.strip() for line in part.strip().splitlines()]
    lines = [line.strip() for line in text.splitlines()]
    for index in [*range(after, len(lines)), *range(min(after, len(lines)))]:
        if lines[index : index + len(wanted)] == wanted:
            return index
    return None


def line_of(code: str, text: str, after: int = 0) -> int:
    """Return the number of the fence's line above a block's code; 0 if the page has no such code.

    Args:
        code: The block's text.
        text: The page's Markdown.
        after: Number of the line of the block before it.
    """
    return index_of(code, text, after) or 0  # counted from 0, and one line further


def run_page(path: Path, without: str = "") -> list[str]:
    """Run a page's blocks from top to bottom in one namespace, and print what they print.

    Args:
        path: The Markdown file.
        without: A regular expression; blocks whose code it is found in are left out.

    Returns:
        One line for each block that raised: ``path:line: error``.
    """
    namespace: dict[str, object] = {"__name__": "__main__"}
    failed = []
    for block in blocks(path):
        if without and re.search(without, block.code):
            continue
        name = f"{path}:{block.line}"
        begin = time.perf_counter()
        try:
            # Empty lines in front give every line of the code its number in the file.
            exec(compile("\n" * block.line + block.code, str(path), "exec"), namespace)
        except Exception as error:
            traceback.print_exc()
            failed.append(f"{name}: {type(error).__name__}: {error}")
        print(f"--- {name} ran in {time.perf_counter() - begin:.2f} s", flush=True)
    return failed
