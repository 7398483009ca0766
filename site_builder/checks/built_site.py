"""What must hold of a built site, whatever built it: links, ids, alternative texts, own files.

Mistakes in Markdown are told by the build, with their line; these checks look at what came out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html

# Elements whose address the browser loads by itself; a link is followed by the reader.
LOADED = {
    ("script", "src"), ("img", "src"), ("source", "src"), ("iframe", "src"), ("embed", "src"),
    ("video", "src"), ("audio", "src"), ("object", "data"), ("img", "srcset"),
}  # fmt: skip
LOADED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
IN_STYLE = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])((?:https?:)?//[^"')\s]+)""")


def site_problems(site: Path) -> list[str]:
    """Return every breach, one line each: ``path:line: wanted ..., got ...``.

    Args:
        site: The folder of a built site.

    Raises:
        LookupError: If there is no page in it.
    """
    site = site.resolve()
    pages = sorted(site.rglob("*.html"))
    if not pages:
        raise LookupError(f"wanted a built site, got no page in {site}")
    found: list[str] = []
    for path in pages:
        tree = lxml.html.parse(str(path)).getroot()
        name = path.relative_to(site)
        for line, problem in _page_problems(site, path, tree):
            found.append(f"{name}:{line}: {problem}")
    for path in sorted(site.rglob("*.css")):
        for match in IN_STYLE.finditer(path.read_text(encoding="utf-8")):
            found.append(f"{path.relative_to(site)}:1: {_foreign(match[1])}")
    return found


def _page_problems(site: Path, path: Path, tree: Any) -> Iterator[tuple[int, str]]:
    seen = Counter(tree.xpath("//@id"))
    for element in tree.iter("*"):
        line = element.sourceline
        identity = element.get("id")
        if identity and seen.pop(identity, 1) > 1:
            yield line, f"wanted each id once, got {identity!r} again below"
        for problem in [*_without_text(element), *_loads(element)]:
            yield line, problem
        for attribute in ("href", "src"):
            address = element.get(attribute)
            # The page of missing pages stands anywhere, so its addresses begin at the root.
            if address is not None and path.name != "404.html":
                for problem in _dead(site, path, address):
                    yield line, problem


def _without_text(element: Any) -> Iterator[str]:
    if element.tag == "img" and element.get("alt") is None:
        yield f"wanted alt=... on an image, got none: {element.get('src')!r}"
    drawing = element.tag == "svg" and element.get("role") == "img"
    if drawing and not (element.get("aria-label") or "").strip():
        yield "wanted aria-label=... on a drawing, got none"


def _loads(element: Any) -> Iterator[str]:
    loaded = [element.get(key) for tag, key in LOADED if element.tag == tag]
    if element.tag == "link" and LOADED_LINKS & set((element.get("rel") or "").split()):
        loaded.append(element.get("href"))
    loaded += IN_STYLE.findall(element.get("style") or "")
    if element.tag == "style":
        loaded += IN_STYLE.findall(element.text or "")
    for address in filter(None, loaded):
        if urlsplit(address).netloc:
            yield _foreign(address)


def _foreign(address: str) -> str:
    return f"wanted what a page loads among the site's own files, got {address!r}"


def _dead(site: Path, path: Path, address: str) -> Iterator[str]:
    """Yield what is wrong with an address within the site."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not (parts.path or parts.fragment):
        return
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if target.is_dir():
        target = target / "index.html"
    if not target.is_file() or not target.is_relative_to(site):
        yield f"wanted a link to a file of the site, got {address!r}"
    elif target.suffix == ".html" and unquote(parts.fragment) not in _anchors(target):
        yield f"wanted a link to an id of that page, got {address!r}"


@cache
def _anchors(path: Path) -> frozenset[str]:
    """Return the ids of a page, and the empty one that every page has."""
    tree = lxml.html.parse(str(path)).getroot()
    return frozenset([*tree.xpath("//@id"), *tree.xpath("//a/@name"), ""])
