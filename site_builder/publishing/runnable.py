"""Which blocks of a built page a browser can run."""

from __future__ import annotations

import ast
import dis
import html
import re
import sys
from collections.abc import Iterator
from types import CodeType

# Of the standard library, what a browser's sandbox does not let work.
NOT_IN_A_BROWSER = {
    "concurrent",
    "multiprocessing",
    "resource",
    "signal",
    "socket",
    "ssl",
    "subprocess",
    "threading",
    "tkinter",
}

DIV = re.compile(r'<div\b(?P<attributes>(?:"[^"]*"|[^>"])*)>|</div>')
CODE = re.compile(r"\s*<pre\b[^>]*>.*?<code\b[^>]*>(.*?)</code>", re.DOTALL)
WITHOUT_SCRIPT = (
    '<noscript><p class="worked-run-note">Running code in the page needs JavaScript; '
    "what the blocks print is shown without it.</p></noscript>\n"
)


def mark_runnable(page: str, base: str, size: int | str) -> str:
    """Mark the blocks of a built page that a browser can run.

    A page's blocks are one session from top to bottom, so a block that needs a name from one that
    cannot run cannot run either.

    Args:
        page: A built page.
        base: The way from the page to the site's root, such as ``"../../"``, or ``""``.
        size: Bytes that a first run loads, or what stands for them; 0 marks nothing.

    Returns:
        The page with ``data-run`` on those blocks, ``<meta name="worked-run">`` in its head if
        there is one, and ``data-cannot`` on the others, which says what they want; the same page
        if it has its marks already.
    """
    if not size or 'name="worked-run"' in page or "data-cannot=" in page:
        return page
    cannot: set[str] = set()  # names whose latest definition is not to be had
    marks: list[tuple[int, str]] = []
    for place, code in _blocks(page):
        try:
            needed, defined = _names(code)
        except (
            SyntaxError
        ):  # a block that failed shows its traceback, and the preview goes on
            continue
        missing = [module for module in _modules(code) if not _fits(module)]
        if missing or needed & cannot:
            cannot |= defined
            marks.append((place, f' data-cannot="{_why(missing)}"'))
        else:
            cannot -= defined
            marks.append((place, " data-run"))
    places = [place for place, mark in marks if mark == " data-run"]
    # From the last one on, so that the places before stay true.
    for place, mark in reversed(marks):
        page = f"{page[:place]}{mark}{page[place:]}"
        if place in places[:1]:
            first = page.rindex("<div", 0, place)
            page = page[:first] + WITHOUT_SCRIPT + page[first:]
    if not places:
        return page
    meta = f'<meta name="worked-run" content="{base}assets/run/" data-bytes="{size}">'
    return page.replace("</head>", f"{meta}\n</head>", 1)


def _blocks(page: str) -> Iterator[tuple[int, str]]:
    """Yield the end of the start tag, and the text, of each Python block that is shown as code."""
    inside: list[bool] = []  # of each open div: is it, or is it in, what is no block
    for tag in DIV.finditer(page):
        if tag["attributes"] is None:
            if inside:
                inside.pop()
            continue
        found = re.search(r'class="([^"]*)"', tag["attributes"])
        classes = set(found[1].split()) if found else set()
        apart = bool(classes & {"result", "doc-signature", "worked-try"})
        inside.append(apart or (bool(inside) and inside[-1]))
        code = CODE.match(page, tag.end())
        if {"language-python", "highlight"} <= classes and code and not inside[-1]:
            yield tag.end() - 1, html.unescape(re.sub(r"<[^>]*>", "", code[1]))


def _modules(code: str) -> Iterator[str]:
    """Yield what a block imports, names of modules with those that are taken out of them."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _why(missing: list[str]) -> str:
    """Return what a block wants that a browser does not have; a few words."""
    if any("torch" in module for module in missing):
        return "PyTorch"
    if missing:
        root = missing[0].split(".")[0]
        return "Matplotlib" if root == "matplotlib" else root
    return "a block above that does not run here"


def _fits(module: str) -> bool:
    root = module.split(".")[0]
    if root == "worked":
        return "with_torch" not in module
    if root in NOT_IN_A_BROWSER:
        return False
    return root == "numpy" or root in sys.stdlib_module_names


def _names(code: str) -> tuple[set[str], set[str]]:
    """Return the names that a block takes from above it, and those that it defines.

    The compiler knows the scopes; the syntax tree alone would need them worked out again.
    """
    module = compile(code, "block", "exec", dont_inherit=True)
    needed: set[str] = set()
    defined: set[str] = set()
    for step in dis.get_instructions(module):
        if step.opname == "STORE_NAME":
            defined.add(step.argval)
        elif step.opname == "LOAD_NAME" and step.argval not in defined:
            needed.add(step.argval)
    # A function's body runs later, when the whole block has defined its names.
    return needed | (_globals_inside(module) - defined), defined


def _globals_inside(code: CodeType) -> set[str]:
    found: set[str] = set()
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            found |= _globals_inside(inner)
            found |= {
                step.argval
                for step in dis.get_instructions(inner)
                if step.opname in ("LOAD_GLOBAL", "LOAD_NAME")
            }
    return found
