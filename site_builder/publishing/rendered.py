"""Rendered docstrings, as they were while the package has not changed.

What mkdocstrings makes of a module follows from the whole package: a name that another module
takes over is an alias that links lead to. Beside the HTML it hands on the headings that it has
met, and under which aliases each is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from site_builder.kept import Kept, digest


@dataclass(frozen=True)
class Asked:
    """A module that is to be rendered; nothing is read unless that must be done."""

    identifier: str


class Rendered:
    """Stands before a handler of mkdocstrings.

    Args:
        handler: The handler, whose methods are replaced.
        kept: What was kept of earlier builds.
        package: The folder of the package that is documented.
    """

    def __init__(self, handler: Any, kept: Kept, package: Path) -> None:
        self.handler = handler
        self.kept = kept
        self.package = digest(*package.rglob("*.py"))
        self.aliases: dict[str, list[str]] = {}
        self._collect, self._render = handler.collect, handler.render
        self._get_aliases = handler.get_aliases
        handler.collect, handler.render = self.collect, self.render
        handler.get_aliases = self.get_aliases

    def collect(self, identifier: str, options: Any) -> Any:
        """Take note of a module."""
        return Asked(identifier)

    def render(self, asked: Asked, options: Any, locale: str | None = None) -> str:
        """Return a module's HTML, and hand on its headings."""
        made = self.kept.made(
            lambda: self._made(asked, options, locale),
            "reference",
            *(asked.identifier, repr(options), locale, self.package),
        )
        for tag, attributes, text in made["headings"]:
            heading = Element(tag, attributes)
            heading.text = text
            self.handler._headings.append(heading)
        self.aliases |= made["aliases"]
        return made["html"]

    def _made(self, asked: Asked, options: Any, locale: str | None) -> dict[str, Any]:
        data = self._collect(asked.identifier, options)
        html = self._render(data, options, locale=locale)
        headings = self.handler.get_headings()  # and forgets them
        ids = [heading.attrib["id"] for heading in headings]
        return {
            "html": html,
            "headings": [[h.tag, dict(h.attrib), h.text] for h in headings],
            "aliases": {one: list(self._get_aliases(one)) for one in ids},
        }

    def get_aliases(self, identifier: str) -> tuple[str, ...]:
        """Return the names under which a heading is known."""
        if identifier in self.aliases:
            return tuple(self.aliases[identifier])
        return self._get_aliases(identifier)
