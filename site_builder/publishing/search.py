"""The search index: questions first, by the words that people type; prose alone.

The entries of a page that has not changed are those of before.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from material.plugins.search.plugin import SearchIndex

from site_builder.kept import Kept

# Who searches for code finds the prose about it; code and drawings are most of a page's text.
NO_PROSE = re.compile(r"<pre\b.*?</pre>|<svg\b.*?</svg>", re.DOTALL)
HEADING = re.compile(r"<h\d\b[^>]*>")
SEARCH = re.compile(r'\s+data-search="(?P<words>[^"]*)"')
IDENTITY = re.compile(r'\bid="([^"]*)"')
# How much less a match counts outside a question: enough that an equal one stands below it, little
# enough that the full name of a function finds the function.
NO_QUESTION = 0.5


def without_synonyms(html: str) -> tuple[str, dict[str, list[str]]]:
    """Take what people type for a question from its heading: it is for the index alone.

    Args:
        html: A page's content.

    Returns:
        The content without them, and the synonyms by the id of each question.
    """
    found: dict[str, list[str]] = {}

    def taken(heading: re.Match[str]) -> str:
        tag, identity = heading[0], IDENTITY.search(heading[0])
        if identity and re.search(r'class="[^"]*\bquestion\b', tag):
            words = SEARCH.search(tag)
            text = unescape(words["words"]) if words else ""
            found[identity[1]] = [word.strip() for word in text.split(",") if word]
        return SEARCH.sub("", tag)

    return HEADING.sub(taken, html), found


class ProseIndex(SearchIndex):
    """Material's index of a site, with its rules of what a section is.

    Args:
        kept: What was kept of earlier builds.
        **config: The plugin's configuration.
    """

    def __init__(self, kept: Kept, **config: Any) -> None:
        super().__init__(**config)
        self.kept = kept

    def add_entry_from_context(self, page: Any) -> None:
        """Add a page's sections, as entries of its address."""
        prose = NO_PROSE.sub("", page.content)
        told = [page.url, str(page.title), {**page.meta}, prose, NO_QUESTION]
        self.entries += self.kept.made(lambda: self._made(page, prose), "search", *told)

    def _made(self, page: Any, prose: str) -> list[dict[str, Any]]:
        before, content = self.entries, page.content
        self.entries, page.content = [], prose
        try:
            super().add_entry_from_context(page)
            for entry in self.entries:
                _weigh(entry, page.meta.get("questions", {}))
            # The store sorts keys, and what was kept must not differ from what was not.
            return [dict(sorted(entry.items())) for entry in self.entries]
        finally:
            self.entries, page.content = before, content


def _weigh(entry: dict[str, Any], questions: dict[str, list[str]]) -> None:
    """Give a question its synonyms, and everything else less weight."""
    _, _, identity = entry["location"].partition("#")
    if identity not in questions:
        entry["boost"] = NO_QUESTION
    elif questions[identity]:
        entry["tags"] = questions[identity]


def index_prose(config: Any, kept: Kept) -> None:
    """Let a build's search plugin index prose alone."""
    plugin = config.plugins["material/search"]
    plugin.search_index = ProseIndex(kept, **plugin.config)
