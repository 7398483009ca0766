"""A built site, as everything that finishes it is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Site:
    """A site that is finished.

    Args:
        docs: The folder of pages.
        folder: The folder of what was built of them.
        root: The project's folder, which has ``node_modules``.
        url: The address at which the site will be, with a slash at its end.
        name: Its name.
        description: One sentence.
        repository: ``owner/name`` on GitHub, whose branch ``notebooks`` has the notebooks; or "".
        live: It is shown by a live preview, which puts a script of its own into each page.
    """

    docs: Path
    folder: Path
    root: Path
    url: str
    name: str
    description: str
    repository: str = ""
    live: bool = False
