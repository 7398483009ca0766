"""Everything that puts worked code on a page, and what finishes the site.

Pages use ``both_sides``, ``figure``, ``frames``, ``graph``, ``table`` and ``figures_of_the_site``;
the rest is called by ``mkdocs_hook``, the thinnest possible layer over plain functions of
``docs/**/*.md``.
"""

from site_builder.publishing.figures import figure, frames, table
from site_builder.publishing.graphs import graph
from site_builder.publishing.sides import (
    both_sides,
    cases_of,
    concept_page,
    figures_of_the_site,
    receipt,
    try_it,
)

__all__ = [
    "both_sides",
    "cases_of",
    "concept_page",
    "figure",
    "figures_of_the_site",
    "frames",
    "graph",
    "receipt",
    "table",
    "try_it",
]
