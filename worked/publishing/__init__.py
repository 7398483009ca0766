"""Everything that puts worked code on a page, and what finishes the site.

Pages use ``both_sides``, ``figure`` and ``figures_of_the_site``; the rest is called by
``mkdocs_hook``, the thinnest possible layer over plain functions of ``docs/**/*.md``.
"""

from worked.publishing.figures import figure
from worked.publishing.sides import (
    both_sides,
    figures_of_the_site,
    receipt,
    source_without_docstrings,
)

__all__ = [
    "both_sides",
    "figure",
    "figures_of_the_site",
    "receipt",
    "source_without_docstrings",
]
