"""Hints in steps, read from our NumPy side: the sentence, the notes, the tools, the code."""

from __future__ import annotations

import ast
import inspect
import re

from worked.checking import Concept
from worked.checking.source import source_without_docstrings

NAME = re.compile(r"np(\.\w+)+")


def hints(concept: Concept) -> list[str]:
    """Return the hints of a concept, the least first, without steps that have nothing to say."""
    path = concept.path / "with_numpy.py"
    steps = (
        _sentences(concept),
        _notes(concept),
        _tools(path.read_text(encoding="utf-8")),
        source_without_docstrings(path),
    )
    return [step for step in steps if step]


def _docstrings(concept: Concept) -> dict[str, str]:
    return {
        name: inspect.getdoc(getattr(concept.numpy, name)) or ""
        for name in concept.numpy.__all__
    }


def _sentences(concept: Concept) -> str:
    docs = _docstrings(concept)
    return "\n\n".join(f"{name}: {doc.splitlines()[0]}" for name, doc in docs.items())


def _notes(concept: Concept) -> str:
    found = []
    for name, doc in _docstrings(concept).items():
        _, _, after = doc.partition("\nNote:\n")
        note = inspect.cleandoc(after.partition("\n\nSource:")[0])
        if note:
            found.append(f"{name}: {note}")
    return "\n\n".join(found)


def _tools(source: str) -> str:
    names = {
        ast.unparse(node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and NAME.fullmatch(ast.unparse(node))
    }
    # `np.add.at` holds `np.add`: the longer one says more.
    names = {n for n in names if not any(other.startswith(f"{n}.") for other in names)}
    return f"Our solution uses {', '.join(sorted(names))}." if names else ""
