"""Everything that puts worked code on a page, and what finishes the site.

Pages use ``both_sides`` and ``figure``; the rest is called by ``mkdocs_hook``, the thinnest
possible layer between MkDocs and plain functions over ``docs/**/*.md``.
"""

from worked.publishing.figures import figure
from worked.publishing.sides import both_sides, receipt, source_without_docstrings

__all__ = ["both_sides", "figure", "receipt", "source_without_docstrings"]
