"""The link to what is made of a built site only when one asks for it, once it is there."""

from __future__ import annotations

import re
from pathlib import Path

from site_builder.files import put

FILES = {"worked.pdf": "PDF", "worked.zip": "zip, to be read without a network"}
PAGE = "practice/index.html"
HERE = re.compile(r'(<p class="worked-whole">).*?(</p>)', re.DOTALL)


def offer(site: Path) -> None:
    """Let the practice page link to the files that are there, with their size."""
    links = [
        f'<a href="../{name}" download>{what}</a> ({(site / name).stat().st_size / 1e6:.0f} MB)'
        for name, what in FILES.items()
        if (site / name).is_file()
    ]
    said = f"The whole site to take along: {' · '.join(links)}" if links else ""
    html = (site / PAGE).read_text(encoding="utf-8")
    if not HERE.search(html):
        raise LookupError(f'wanted <p class="worked-whole"></p> in {PAGE}, got none')
    put(site / PAGE, HERE.sub(rf"\g<1>{said}\g<2>", html))


def without_offer(html: str) -> str:
    """Return a page without these links, for a copy that does not have the files."""
    return HERE.sub(r"\g<1>\g<2>", html)
