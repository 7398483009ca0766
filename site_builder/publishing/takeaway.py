"""What a reader takes along of a page: a notebook, a script, and its Markdown."""

from __future__ import annotations

import ast
import re
import textwrap
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import nbformat
from nbformat import v4

from site_builder.publishing.cells import Cell

# What pages may import besides this package, and what pip calls it; NumPy comes with the package.
PACKAGES = {"torch": "torch", "matplotlib": "matplotlib", "sklearn": "scikit-learn"}


@dataclass(frozen=True)
class Page:
    """A page that is taken along.

    Args:
        title: Its first heading.
        url: Its address.
        cells: What stands on it.
        wheel: Address of this package's wheel.
    """

    title: str
    url: str
    cells: list[Cell]
    wheel: str

    @property
    def runs(self) -> bool:
        """Whether there is code to run."""
        return any(cell.language == "python" for cell in self.cells)

    @cached_property
    def requirements(self) -> list[str]:
        """What pip must install for the code, this package first."""
        code = [cell.text for cell in self.cells if cell.language == "python"]
        imported = {name for text in code for name in _imported(text)}
        others = [PACKAGES[name] for name in PACKAGES if name in imported]
        return [f"worked @ {self.wheel}", *others]


def _imported(code: str) -> set[str]:
    """Return the top-level packages that code imports; none where it is no Python."""
    found: set[str] = set()
    try:
        tree = ast.parse(code)
    except (
        SyntaxError
    ):  # a block that failed shows its traceback, and the preview goes on
        return found
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def markdown(page: Page) -> str:
    """Return a page as Markdown, outputs under their code."""
    return "\n\n".join(_as_markdown(cell) for cell in page.cells) + "\n"


def _as_markdown(cell: Cell) -> str:
    if not cell.language:
        return cell.text
    text = f"```{cell.language}\n{cell.text}\n```"
    if cell.output:
        text += f"\n\nPrints:\n\n```text\n{cell.output.rstrip()}\n```"
    return text


def notebook(page: Page) -> str:
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
            made.append(_prose_cell(identity, _as_markdown(cell)))
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


def _prose_cell(identity: str, text: str) -> dict[str, Any]:
    return {"id": identity, "cell_type": "markdown", "metadata": {}, "source": text}


def _code_cell(identity: str, text: str, output: str = "") -> dict[str, Any]:
    printed = {"output_type": "stream", "name": "stdout", "text": output}
    return {
        "id": identity,
        "cell_type": "code",
        "metadata": {},
        "source": text,
        "execution_count": None,
        "outputs": [printed] if output else [],
    }


def script(page: Page) -> str:
    """Return a page as a Python file: code as it stands, the rest as comments.

    What it needs stands at the top, for pip and, as PEP 723 has it, for tools that read it.
    """
    needed = "\n".join(f'#   "{name}",' for name in page.requirements)
    quoted = " ".join(f"'{name}'" for name in page.requirements)
    parts = [
        f"# /// script\n# dependencies = [\n{needed}\n# ]\n# ///",
        f"# Before the first run: pip install {quoted}\n# From {page.url}",
    ]
    for cell in page.cells:
        if cell.language == "python":
            parts.append(f"# %%\n{cell.text}")
        else:
            parts.append(f"# %% [markdown]\n{_commented(_as_markdown(cell))}")
    return "\n\n".join(parts) + "\n"


def _commented(text: str) -> str:
    return re.sub(r"(?m)[ ]+$", "", textwrap.indent(text, "# ", lambda line: True))
