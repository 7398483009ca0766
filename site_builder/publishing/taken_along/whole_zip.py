"""The whole site as a zip: pages that are read by double-click, and run by a server of one's own.

Browsers open an ``index.html`` only by its name where no server does it, and load no module from a
file; so addresses get that name, and each page says how to have the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from site_builder.files import put, zipped
from site_builder.publishing.taken_along.offered import FILES, without_offer

NAME = "worked.zip"
HOW = "python -m http.server --bind 127.0.0.1"
README = f"""Worked, the whole site

Open index.html by double-click: text, folds, links, pictures and formulas work.

A browser runs no Python, no practice and no search from a file. For these, open a terminal in
this folder and run

    {HOW}

and open http://127.0.0.1:8000/ until you stop it by Ctrl+C. Nothing is loaded from elsewhere.
"""
# An address within the site that ends in a folder: ".", "..", "../losses/", "../#an-id".
FOLDER = re.compile(r'(?<=\shref=")((?:[^":#?]*/)?(?:\.{1,2})?)(?=[#"])')
NOTE = (
    '<p class="worked-unserved">A copy of the site: it can be read as it is; to run, practice and '
    f"search, call <code>{HOW}</code> in its folder.</p>"
)


def write(site: Path) -> Path:
    """Pack a built site, and return the file's path in it."""
    files = sorted(_files(site))
    return put(site / NAME, zipped((f"worked/{name}", data) for name, data in files))


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    yield "README.txt", README.encode()
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.is_file() and name not in FILES and not path.name.startswith("."):
            data = path.read_bytes()
            if path.suffix == ".html":
                data = _read_from_a_file(data.decode()).encode()
            yield name, data


def _read_from_a_file(html: str) -> str:
    """Return a page whose links name files, and which says what it cannot do as a file."""
    html = FOLDER.sub(_file, without_offer(html))
    return html.replace("</h1>", f"</h1>\n{NOTE}", 1)


def _file(match: re.Match[str]) -> str:
    address = match[1]
    if not address:  # an id of the same page
        return address
    return f"{address.rstrip('/')}/index.html"
