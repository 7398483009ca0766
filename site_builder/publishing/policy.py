"""What a page may execute: the check of what authors write, and the policy that browsers hold to.

A page brings the theme's scripts and the project's, and nothing else. The build refuses a script
that comes from Markdown or from what a block prints; every built page carries a content security
policy, so that a browser refuses what the build has overlooked.

A policy in ``<meta>`` binds the page and not a worker that is loaded from an address: Python in
the page is bound by the headers that come with ``run-worker.js``, which a host may send or not.
Without them this holds it back: the page starts no other worker (``worker-src``), the worker takes
its files from the site's own ``assets/run/``, and it runs what the reader has written or read on
the page. It has no access to the page, but it can ask other hosts, so that what a reader pastes
into an editor and runs can, too. A host that can send headers closes that; see CONTRIBUTING.md.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import lxml.html

from site_builder.files import put
from site_builder.publishing.pages import Page

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?')
HEAD = re.compile(r'<head>\s*(?:<meta charset="[^"]*">\s*)?')
# The one theme's script that differs from page to page, by the way to the site's root.
SCOPE = re.compile(r'(?<=__md_scope=new URL\(")[^"]*')
ROOTS = (".", *("/".join([".."] * depth) for depth in range(1, 4)))
# Made of no Markdown, so that its scripts are the theme's and the configuration's.
THEMES_PAGE = "404.html"

# What a page loads or starts is the site's own. Style attributes are Matplotlib's drawings and the
# alignment in tables; WebAssembly is for browsers that hold a worker to the page's policy, too.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # and the hashes of inline scripts
    "style-src": "'self'",
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}

# Elements that execute, load or redirect by themselves; the policy would refuse most of them.
ACTIVE = {
    "script", "style", "iframe", "frame", "object", "embed", "applet", "base", "link", "meta",
}  # fmt: skip
ADDRESSES = " or ".join(
    f"name() = '{name}'"
    for name in ("href", "src", "action", "formaction", "data", "poster", "xlink:href")
)
EXECUTED = ("javascript:", "vbscript:", "data:text")
DATA = "application/json"  # the type of a script element that is not executed
# HTML in small letters with none of these needs no closer look: such an element, a handler, an
# address that is neither a path nor of a harmless scheme. Each begins with letters, because Python
# finds those ten times as fast.
NO_PATH = r"""\s*=\s*(?!["']?+(?:https?://|mailto:|[#./?]|[\w.%~-]*["'/?#>]))"""
SUSPECT = [
    re.compile(f"<(?:{'|'.join(sorted(ACTIVE))})\\b"),
    re.compile(r"""on(?<=[\s"'/]on)[a-z]+\s*="""),
    re.compile("srcdoc"),
    *(
        re.compile(name + NO_PATH)
        for name in ("href", "src", "action", "data", "poster")
    ),
]
INERT = "javascript:void(0)"  # Material's button that shares a search


def bind(site: Path, own: str = "") -> None:
    """Put one policy into every page of a built site.

    It is one for all pages, because instant navigation keeps that of the first page.

    Args:
        site: The folder of the built site.
        own: HTML that holds the inline scripts that the finish adds to the theme's.
    """
    theme = site / THEMES_PAGE
    text = theme.read_text(encoding="utf-8") if theme.exists() else ""
    allowed = policy(text + own)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{allowed}">\n'
    for path in site.rglob("*.html"):
        html = META.sub("", path.read_text(encoding="utf-8"))
        head = HEAD.search(html)
        if head:
            html = html[: head.end()] + meta + html[head.end() :]
            put(path, html.encode())


def policy(trusted: str) -> str:
    """Return a policy that allows the inline scripts of some HTML, and no others."""
    hashes = sorted({_hash(script) for script in _variants(inline_scripts(trusted))})
    sources = {**POLICY, "script-src": " ".join([POLICY["script-src"], *hashes])}
    return "; ".join(f"{name} {allowed}" for name, allowed in sources.items())


def inline_scripts(html: str) -> list[str]:
    """Return the text of the scripts that stand in a page and are executed."""
    return [
        text
        for attributes, text in SCRIPT.findall(html)
        if " src=" not in attributes and DATA not in attributes
    ]


def allows(allowed: str, script: str) -> bool:
    """Tell whether a policy allows an inline script."""
    return _hash(script) in allowed


def _variants(scripts: Iterable[str]) -> Iterator[str]:
    for script in scripts:
        yield script
        if SCOPE.search(script):
            for root in ROOTS:
                yield SCOPE.sub(root, script)


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def active(tree: Any, elements: Iterable[str] = ACTIVE) -> Iterator[tuple[Any, str]]:
    """Yield the elements that do more than stand there, with what one looks for in the source.

    Args:
        tree: Parsed HTML.
        elements: The elements that are refused, whatever their attributes.
    """
    names = " or ".join(f"self::{name}" for name in elements)
    for element in tree.xpath(f"//*[{names}]") if names else ():
        yield element, f"<{element.tag}"
    for handler in tree.xpath("//@*[starts-with(name(), 'on') or name() = 'srcdoc']"):
        yield handler.getparent(), handler.attrname
    for address in tree.xpath(f"//@*[{ADDRESSES}][contains(., ':')]"):
        # Browsers skip blanks and control characters in the name of a scheme.
        scheme = re.sub(r"[\x00-\x20]", "", address).lower()
        if scheme.startswith(EXECUTED) and address != INERT:
            yield address.getparent(), str(address)


def script_problems(html: str, docs: Path, name: str) -> list[str]:
    """Return what executes in the HTML made of a page's Markdown and of what its blocks print.

    Args:
        html: The page's content, without the theme around it.
        docs: The folder of pages.
        name: The page's path in it; a page that was generated has no file there.
    """
    small = html.lower()
    if not any(pattern.search(small) for pattern in SUSPECT):
        return []
    tree = lxml.html.fromstring(f"<div>{html}</div>")
    place = f"{docs.name}/{name}"
    return [
        f"{place}:{_line(found, docs / name)}: wanted Markdown and HTML that run nothing in the "
        f"page, got {found!r}; scripts stand in {docs.name}/javascripts/"
        for _, found in active(tree)
    ]


def _line(found: str, path: Path) -> int:
    """Return the line of a page that brings something in; the first if none has its words."""
    if not path.is_file():
        return 1
    page = Page(path, path.parent)
    lines = [(number, re.sub(r"`+[^`]*`+", "", line)) for number, line in page.prose()]
    lines += enumerate(page.lines, 1)  # what a block prints stands in code
    return next((n for n, line in lines if found.lower() in line.lower()), 1)
