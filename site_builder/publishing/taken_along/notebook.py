"""A page as a Jupyter notebook."""

from __future__ import annotations

from typing import Any

import nbformat
from nbformat import v4

from site_builder.publishing.taken_along.article import Article
from site_builder.publishing.taken_along.markdown import as_markdown


def text(page: Article) -> str:
    """Return a page as a Jupyter notebook that runs from top to bottom.

    Its first cell installs this package. Cell ids follow from the place alone, so that a
    notebook under version control changes where the page does.
    """
    quoted = " ".join(f'"{name}"' for name in page.requirements)
    origin = f"From [{page.title}]({page.url}), which shows what each cell prints."
    made = [
        _code_cell("install", f"%pip install --quiet {quoted}"),
        _prose_cell("origin", origin),
    ]
    for number, cell in enumerate(page.cells):
        identity = f"cell-{number}"
        if cell.language == "python":
            made.append(_code_cell(identity, cell.text, cell.output))
        else:
            made.append(_prose_cell(identity, as_markdown(cell)))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    whole = nbformat.from_dict(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {"kernelspec": kernel},
            "cells": made,
        }
    )
    nbformat.validate(whole)
    return v4.writes(whole) + "\n"


def _prose_cell(identity: str, source: str) -> dict[str, Any]:
    return {"id": identity, "cell_type": "markdown", "metadata": {}, "source": source}


def _code_cell(identity: str, source: str, output: str = "") -> dict[str, Any]:
    printed = {"output_type": "stream", "name": "stdout", "text": output}
    return {
        "id": identity,
        "cell_type": "code",
        "metadata": {},
        "source": source,
        "execution_count": None,
        "outputs": [printed] if output else [],
    }
