"""Moving pictures leave their page: the other frames become a file that a reader asks for."""

from __future__ import annotations

import gzip
import hashlib
import re
from html import unescape
from pathlib import Path

from site_builder.publishing.running import put

FRAMES = re.compile(
    r'(<figure class="worked-figure worked-frames"[^>]*) data-frames="(\{[^"]*)"'
)
MOST = 40_000  # bytes, packed, of a page's frames together


def without_frames(html: str, folder: Path, up: str) -> tuple[str, int]:
    """Return a built page whose frames are files, and how many bytes they take, packed.

    Args:
        html: The page.
        folder: The site's folder; the files go to its ``assets/frames/``.
        up: The way from the page to the site's root.
    """
    total = 0

    def left(match: re.Match[str]) -> str:
        nonlocal total
        data = unescape(match[2]).encode()
        total += len(gzip.compress(data))
        name = f"assets/frames/{hashlib.sha256(data).hexdigest()[:16]}.json"
        put(folder / name, data)
        return f'{match[1]} data-frames="{up}{name}"'

    return FRAMES.sub(left, html), total
