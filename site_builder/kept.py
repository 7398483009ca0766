"""What follows from content alone, kept between builds beside the results of blocks.

A site must come out the same, byte by byte, whether anything was kept or not. So a key has all
that the thing follows from: what is passed as such, the code of this package, and the versions of
what is installed.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from site_builder.execution.sessions import installed_versions
from site_builder.execution.store import Store

CODE = Path(__file__).parent


class Kept:
    """Things made of content, in ``.cache/made`` of a project.

    Args:
        root: The project's folder.
    """

    def __init__(self, root: Path) -> None:
        self.store = Store(
            root / ".cache" / "made", root, lambda entry: "made" in entry
        )
        self._known = [installed_versions(root / "constraints.txt"), _code()]
        locked = root / "package-lock.json"  # KaTeX
        self._known.append(locked.read_text("utf-8") if locked.exists() else "")

    def get(self, what: str, *content: Any) -> Any:
        """Return a thing, or None if it was not kept.

        Args:
            what: Its kind.
            *content: All that it follows from, as JSON has it.
        """
        entry = self.store.get(self._key(what, content))
        return None if entry is None else entry["made"]

    def put(self, made: Any, what: str, *content: Any) -> None:
        """Keep a thing that JSON can hold."""
        self.store.put(self._key(what, content), {"deps": {}, "made": made})

    def made(self, make: Callable[[], Any], what: str, *content: Any) -> Any:
        """Return a thing, made now if it was not kept; one that was warned of is not kept."""
        found = self.get(what, *content)
        if found is not None:
            return found
        with _warnings() as warnings:
            found = make()
        if not warnings:
            self.put(found, what, *content)
        return found

    def _key(self, what: str, content: tuple[Any, ...]) -> str:
        known = json.dumps([what, *self._known, *content], sort_keys=True, default=str)
        return hashlib.sha256(known.encode()).hexdigest()


class _Collector(logging.Handler):
    def __init__(self, found: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self.found = found

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record)


@contextmanager
def _warnings() -> Iterator[list[logging.LogRecord]]:
    """Collect what is warned of: a strict build must end on it each time."""
    found: list[logging.LogRecord] = []
    handler = _Collector(found)
    loggers = [logging.getLogger(), logging.getLogger("mkdocs")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield found
    finally:
        for logger in loggers:
            logger.removeHandler(handler)


@cache
def kept_for(root: Path) -> Kept:
    """Return what is kept of a project; one for all builds of a process."""
    return Kept(root)


@cache
def _code() -> str:
    """Return a hash of the code that makes things, as it was when this process began."""
    return digest(*(p for p in CODE.rglob("*") if p.suffix in (".py", ".mjs")))


def digest(*paths: Path) -> str:
    """Return a hash of files: their names and what is in them."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(f"{path}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
