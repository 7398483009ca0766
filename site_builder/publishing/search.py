"""The search index: prose alone, and the entries of a page that has not changed as they were."""

from __future__ import annotations

import re
from typing import Any

from material.plugins.search.plugin import SearchIndex

from site_builder.kept import Kept

# Who searches for code finds the prose about it; code and drawings are most of a page's text.
NO_PROSE = re.compile(r"<pre\b.*?</pre>|<svg\b.*?</svg>", re.DOTALL)


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
        told = [page.url, str(page.title), {**page.meta}, prose]
        self.entries += self.kept.made(lambda: self._made(page, prose), "search", *told)

    def _made(self, page: Any, prose: str) -> list[dict[str, Any]]:
        before, content = self.entries, page.content
        self.entries, page.content = [], prose
        try:
            super().add_entry_from_context(page)
            # The store sorts keys, and what was kept must not differ from what was not.
            return [dict(sorted(entry.items())) for entry in self.entries]
        finally:
            self.entries, page.content = before, content


def index_prose(config: Any, kept: Kept) -> None:
    """Let a build's search plugin index prose alone."""
    plugin = config.plugins["material/search"]
    plugin.search_index = ProseIndex(kept, **plugin.config)
