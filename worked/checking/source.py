"""The source of a side as a reader copies it."""

from __future__ import annotations

import ast
from pathlib import Path


def source_without_docstrings(path: Path) -> str:
    """Return a file's text without docstrings and ``__all__``, ready to copy and run.

    Comments and layout stay as they are written.
    """
    text = path.read_text(encoding="utf-8")
    lines: list[str | None] = list(text.splitlines())
    tree = ast.parse(text)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if not isinstance(body, list) or not body:
            continue
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and _is_text(
            body[0]
        ):
            _blank(lines, body[0])
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            _blank(lines, node)
    kept = "\n".join(line for line in lines if line is not None)
    while "\n\n\n\n" in kept:
        kept = kept.replace("\n\n\n\n", "\n\n\n")
    return kept.strip()


def _is_text(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _blank(lines: list[str | None], node: ast.stmt) -> None:
    end = node.end_lineno or node.lineno
    for number in range(node.lineno - 1, end):
        lines[number] = None
    if end < len(lines) and lines[end] == "":
        lines[end] = None  # the empty line that set the docstring off
