"""A font for formulas that has the site's characters alone.

Few machines have a font for MathML, and without one formulas look uneven. The whole font weighs
400 KB, what a site needs of it 20.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterable
from html import unescape
from pathlib import Path

FONT = (
    "node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2"
)
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


def write_math_font(target: Path, wanted: set[int], root: Path) -> None:
    """Write the part of the font that has some characters.

    Args:
        target: A file that ends in ``.woff2``.
        wanted: Code points.
        root: The folder that has ``node_modules``; its ``.cache`` keeps the last parts.
    """
    known = f"{sorted(wanted)} {(root / FONT).stat().st_size}"
    kept = (
        root
        / ".cache"
        / f"math-{hashlib.sha256(known.encode()).hexdigest()[:16]}.woff2"
    )
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        half = kept.with_suffix(f".{os.getpid()}.woff2")  # other builds may want it now
        _subset(root / FONT, half, wanted)
        half.replace(kept)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kept, target)


def _subset(source: Path, target: Path, wanted: set[int]) -> None:
    from fontTools import subset

    options = subset.Options(
        flavor="woff2",
        hinting=False,
        layout_features=[
            "ssty",
            "dtls",
            "flac",
        ],  # forms for scripts, dotless i, flat accents
        recalc_timestamp=False,  # the same part is the same bytes
    )
    part = subset.Subsetter(options)
    part.populate(unicodes=wanted)
    with subset.load_font(source, options) as font:
        part.subset(font)
        subset.save_font(font, target, options)
