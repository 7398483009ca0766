"""A page as Markdown."""

from __future__ import annotations

from site_builder.publishing.cells import Cell
from site_builder.publishing.taken_along.article import Article


def text(page: Article) -> str:
    """Return a page as Markdown, outputs under their code."""
    return "\n\n".join(as_markdown(cell) for cell in page.cells) + "\n"


def as_markdown(cell: Cell) -> str:
    """Return a cell as Markdown, what it prints under its code."""
    if not cell.language:
        return cell.text
    whole = f"```{cell.language}\n{cell.text}\n```"
    if cell.output:
        whole += f"\n\nPrints:\n\n```text\n{cell.output.rstrip()}\n```"
    return whole
