"""Everything that puts worked code on a page, and what finishes the site.

Pages use ``both_sides``, ``figure`` and ``question_list``; the rest is called by
``mkdocs_hook``, the thinnest
possible layer between MkDocs and plain functions over ``docs/**/*.md``.
"""

from worked.publishing.figures import figure
from worked.publishing.pages import question_list
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
    "question_list",
    "receipt",
    "source_without_docstrings",
]
