"""A finished page as what is taken along of it needs it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property

from site_builder.publishing.cells import Cell

# What pages may import besides this package, and what pip calls it; NumPy comes with the package.
PACKAGES = {"torch": "torch", "matplotlib": "matplotlib", "sklearn": "scikit-learn"}


@dataclass(frozen=True)
class Article:
    """A finished page, as it is taken along.

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
    def imports(self) -> set[str]:
        """The top-level packages that the code imports."""
        code = [cell.text for cell in self.cells if cell.language == "python"]
        return {name for text in code for name in _imported(text)}

    @cached_property
    def requirements(self) -> list[str]:
        """What pip must install for the code, this package first."""
        others = [PACKAGES[name] for name in PACKAGES if name in self.imports]
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
