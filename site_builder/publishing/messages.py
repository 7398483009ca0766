"""Lines for what goes wrong: MkDocs names the page of a broken link, not its line."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from mkdocs.exceptions import BuildError

LOGGERS = (
    "mkdocs.structure.pages",
    "mkdocs.plugins.mkdocs_autorefs",
    "mkdocs.plugins.mkdocs_autorefs._internal.plugin",
    "mkdocs.plugins.mkdocs_autorefs._internal.references",
)


class Unreadable(BuildError):
    """Files from which no site can be made; the message has a line for each problem.

    MkDocs ends a build on it with the message and without a traceback.
    """


def text_of(path: Path) -> str:
    """Return the text of a file.

    Raises:
        Unreadable: If it is not in UTF-8, or begins with a byte order mark.
    """
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"{path}:{line}: wanted UTF-8, got the byte 0x{data[error.start]:02x}; "
            "save the file with the encoding UTF-8"
        ) from error
    if text.startswith("\ufeff"):
        raise Unreadable(
            f"{path}:1: wanted UTF-8, got a byte order mark before it; save the file without"
        )
    return text.replace("\r\n", "\n")


class Located(logging.Filter):
    """Add the line to a warning that names a page and a link or reference in it."""

    PATTERN = re.compile(
        r"(?:^|[\s'])(?:docs/)?(?P<page>[\w./-]+\.md)\b.*?"
        r"(?:link '|cross-reference target ')(?P<link>[^']+)'"
    )

    def __init__(self, docs: Path) -> None:
        super().__init__("")
        self.docs = docs

    @classmethod
    def install(cls, docs: Path) -> None:
        """Put one filter on each logger that warns of links; repeated calls replace it."""
        located = cls(docs)
        for name in LOGGERS:
            logger = logging.getLogger(name)
            for old in [f for f in logger.filters if type(f).__name__ == cls.__name__]:
                logger.removeFilter(old)
            logger.addFilter(located)

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the message in place; keep every record."""
        message = record.getMessage()
        match = self.PATTERN.search(message)
        path = self.docs / match["page"] if match else None
        if match and path and path.exists():
            number = line_with(match["link"], path)
            record.msg = f"docs/{match['page']}:{number}: {message}"
            record.args = ()
        return True


def line_with(text: str, path: Path) -> int:
    """Return the number of the first line of a file that holds a text's first line, else 1."""
    first = text.strip().splitlines()[0]
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if first in line), 1)
