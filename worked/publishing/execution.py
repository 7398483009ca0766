"""Blocks of a page run by markdown-exec, each named by its file and line.

markdown-exec reports a failing block by its code alone; a reader of the log wants the place.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import markdown_exec

_plain = markdown_exec.formatters["python"]
_page: Path | None = None  # the page that is being rendered; None for generated pages
_docs = Path("docs")


def install() -> None:
    """Let markdown-exec run Python blocks through ``run_block``; calling it twice is harmless."""
    for language in ("python", "py"):
        markdown_exec.formatters[language] = run_block


def enter_page(page: Path | None, docs: Path) -> None:
    """Say which page's blocks run next."""
    global _page, _docs
    _page, _docs = page, docs


def run_block(code: str, md: Any, **options: Any) -> Any:
    """Run a block as markdown-exec does, under the name ``docs/topic/page.md:line``."""
    if _page is not None and not options.get("id"):
        number = line_of(code, _page)
        options["id"] = f"{_page.relative_to(_docs.parent).as_posix()}:{number}"
        options["id_prefix"] = (
            f"block-{number}-"  # the id itself would be a clumsy prefix
        )
    return _plain(code=code, md=md, **options)


def line_of(text: str, path: Path) -> int:
    """Return the number of the line of a file at which a text begins; 1 if it is not there.

    Indentation does not count, because Markdown takes it off inside an admonition.
    """
    wanted = [line.strip() for line in text.strip().splitlines()]
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    for number in range(len(lines)):
        if lines[number : number + len(wanted)] == wanted:
            return number + 1
    return 1
