"""Moving pictures leave their page: the other frames become a file that a reader asks for."""

from __future__ import annotations

import gzip
import hashlib
import re
from html import unescape

FRAMES = re.compile(
    r'(<figure class="worked-figure worked-frames"[^>]*) data-frames="(\{[^"]*)"'
)
MOST = 40_000  # bytes, packed, of a page's frames together


def without_frames(html: str, up: str) -> tuple[str, dict[str, str]]:
    """Return a built page whose frames are files, and these files by their place in the site.

    Args:
        html: The page.
        up: The way from the page to the site's root.
    """
    files: dict[str, str] = {}

    def left(match: re.Match[str]) -> str:
        text = unescape(match[2])
        name = hashlib.sha256(text.encode()).hexdigest()[:16]
        place = f"assets/frames/{name}.json"
        files[place] = text
        return f'{match[1]} data-frames="{up}{place}"'

    return FRAMES.sub(left, html), files


def frame_problems(files: dict[str, str]) -> list[str]:
    """Return what is wrong with the frames of a page."""
    size = sum(len(gzip.compress(text.encode())) for text in files.values())
    if size <= MOST:
        return []
    return [
        f"wanted moving pictures of {MOST} bytes at most on a page, packed, got {size}; "
        "draw fewer points or frames"
    ]
