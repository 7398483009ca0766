"""A font for formulas that has the site's characters alone.

Few machines have a font for MathML, and without one formulas look uneven. The whole font weighs
400 KB, what a site needs of it 20.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from html import unescape
from io import BytesIO
from pathlib import Path

from site_builder.files import put
from site_builder.publishing.site import Site

FONT = (
    "node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2"
)
NAME = "assets/math.woff2"  # the style sheet names it too
ANNOTATION = re.compile(r"<annotation.*?</annotation>|<[^>]+>", re.DOTALL)
# A browser draws a letter that stands alone with the italic one of Unicode's mathematical letters.
ITALIC = {"A": 0x1D434, "a": 0x1D44E, "Α": 0x1D6E2, "α": 0x1D6FC}
ITALIC_APART = {
    "h": 0x210E,
    "∂": 0x1D715,
    "ϵ": 0x1D716,
    "ϑ": 0x1D717,
    "ϕ": 0x1D719,
    "ϱ": 0x1D71A,
}


def characters(formulas: Iterable[str]) -> set[int]:
    """Return the code points that formulas need, given as MathML."""
    text = {char for html in formulas for char in unescape(ANNOTATION.sub("", html))}
    return {ord(char) for char in text} | {_italic(char) for char in text}


def _italic(char: str) -> int:
    if char in ITALIC_APART:
        return ITALIC_APART[char]
    for first, start in ITALIC.items():
        if first <= char <= chr(ord(first) + 25):
            return start + ord(char) - ord(first)
    return ord(char)


def write(site: Site, wanted: set[int]) -> None:
    """Write the part of the font that has some characters; ``.cache`` keeps the last parts.

    Args:
        site: The site.
        wanted: Code points.
    """
    known = f"{sorted(wanted)} {(site.root / FONT).stat().st_size}"
    name = hashlib.sha256(known.encode()).hexdigest()[:16]
    kept = site.root / ".cache" / f"math-{name}.woff2"
    if not kept.exists():
        put(kept, _subset(site.root / FONT, wanted))
    put(site.folder / NAME, kept.read_bytes())


def _subset(source: Path, wanted: set[int]) -> bytes:
    from fontTools import subset

    options = subset.Options(
        flavor="woff2",
        hinting=False,
        # Forms for scripts, a dotless i, flat accents.
        layout_features=["ssty", "dtls", "flac"],
        recalc_timestamp=False,  # the same part is the same bytes
    )
    part = subset.Subsetter(options)
    part.populate(unicodes=wanted)
    with subset.load_font(source, options) as font:
        part.subset(font)
        packed = BytesIO()
        subset.save_font(font, packed, options)
    return packed.getvalue()
