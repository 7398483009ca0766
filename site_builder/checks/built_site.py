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

from site_builder.publishing.policy import DATA, THEMES_PAGE, active, allows

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
    trees = {path: lxml.html.parse(str(path)).getroot() for path in pages}
    policy = next(filter(None, map(_policy, trees.values())), "")
    theme = trees.get(site / THEMES_PAGE)
    known = set() if theme is None else set(theme.xpath("//script/@src"))
    found: list[str] = []
    for path, tree in trees.items():
        name = path.relative_to(site)
        problems = [*_page_problems(site, path, tree), *_executes(tree, policy, known)]
        found += [f"{name}:{line}: {problem}" for line, problem in problems]
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


def _policy(tree: Any) -> str:
    """Return a page's content security policy; one below a script would come too late for it."""
    place = "//head/meta[@http-equiv='Content-Security-Policy'][not(preceding::script)]"
    return tree.xpath(f"string({place}/@content)")


def _executes(tree: Any, policy: str, known: set[str]) -> Iterator[tuple[int, str]]:
    """Yield what a page executes that is neither the theme's nor the project's.

    Args:
        tree: The page.
        policy: The one policy of the site, which has the hashes of inline scripts.
        known: Addresses of scripts on the page that is made of no Markdown.
    """
    if not policy or _policy(tree) != policy:
        wanted = "the one content security policy of all pages above its scripts"
        yield 1, f"wanted {wanted}, got {_policy(tree)!r}"
    for element, found in active(tree, elements=()):
        yield element.sourceline, f"wanted a page without handlers, got {found!r}"
    for script in tree.iter("script"):
        address, text = script.get("src"), script.text or ""
        if address is not None:
            file = re.sub(r"^(\.*/)*", "", address)
            is_known = any(one == address or one.endswith(f"/{file}") for one in known)
        else:
            is_known = script.get("type") == DATA or allows(policy, text)
        if not is_known:
            got = address or text.strip()[:60]
            yield script.sourceline, f"wanted no script but the site's own, got {got!r}"


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
