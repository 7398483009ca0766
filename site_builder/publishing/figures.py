"""A plot as one SVG that follows the reader's light or dark theme."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable
from html import escape
from io import StringIO
from typing import TYPE_CHECKING, Any
from zlib import crc32

from site_builder.publishing.svg import slim

# Matplotlib is for who builds the site, not for who imports a concept.
if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Matplotlib's default colors, and what the style sheet calls them; black and white follow the text.
COLORS = {
    "#000000": "currentColor",
    "#1f77b4": "var(--figure-1)",
    "#ff7f0e": "var(--figure-2)",
    "#2ca02c": "var(--figure-3)",
    "#d62728": "var(--figure-4)",
    "#9467bd": "var(--figure-5)",
    "#808080": "var(--figure-muted)",
    "#b0b0b0": "var(--figure-grid)",
    "#cccccc": "var(--figure-grid)",
    "#ffffff": "var(--md-default-bg-color, transparent)",
}

# How a table's cell with a number begins, and how one of a column without any is marked.
AMOUNT = re.compile(r"[+−-]?\d")
WORDS = ' class="worked-table__words"'

# Inches: at this width, a label of 10 points has 10 pixels on a phone.
WIDEST = 4.8


def figure(fig: Figure, *, alt: str = "", caption: str = "") -> str:
    """Return a Matplotlib figure as HTML for a page, and close it.

    Args:
        fig: The figure. Draw with Matplotlib's default colors; they are mapped to the theme's.
        alt: What the picture shows, for who cannot see it: a sentence with its message.
        caption: Text under the picture, if any.

    Returns:
        One ``<figure>`` with an inline SVG.

    Raises:
        ValueError: If ``alt`` says too little, or if lines differ by color alone.
    """
    _refuse_little_text("figure", alt)
    svg = _drawn(fig, alt, f"figure-{crc32(alt.encode()):08x}")
    text = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f'<figure class="worked-figure">{svg}{text}</figure>'


def frames(
    figures: Iterable[Figure],
    labels: Iterable[str],
    *,
    alt: str = "",
    caption: str = "",
) -> str:
    """Return a moving picture as HTML for a page: the first frame, a slider, and what changes.

    Nothing moves by itself, and what changes is fetched when a reader first asks for it.

    Args:
        figures: One a frame, all with the same axes. A generator saves memory: each figure is
            closed before the next is asked for.
        labels: What each frame shows, such as ``"step 20: loss 0.31"``.
        alt: What the whole shows, for who cannot see it: a sentence with its message.
        caption: Text under the picture, if any.

    Returns:
        One ``<figure>``.

    Raises:
        ValueError: If ``alt`` says too little, there are fewer than two frames, their number is
            not that of the labels, or their axes differ.
    """
    _refuse_little_text("frames", alt)
    identity = f"frames-{crc32(alt.encode()):08x}"
    texts, drawings = list(labels), list[list[str]]()
    shared: list[Any] = []
    for fig in figures:
        _share_axes(fig, shared)
        drawings.append(_drawn(fig, alt, identity).split("\n"))
    if not 2 <= len(drawings) == len(texts):
        raise ValueError(
            f"frames(): wanted two frames or more with a label each, got {len(drawings)} "
            f"frames and {len(texts)} labels"
        )
    first, *others = drawings
    changes = [[], *(_changes(first, lines) for lines in others)]
    svg = "\n".join(first)
    told = {"first": svg, "labels": texts, "changes": changes}
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    text = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return (
        f'<figure class="worked-figure worked-frames" data-count="{len(texts)}" '
        f'data-frames="{escape(data)}">{svg}'
        f'<p class="worked-frames__label">{escape(texts[0])}</p>{text}</figure>'
    )


def _refuse_little_text(caller: str, alt: str) -> None:
    if len(alt.split()) < 5:
        raise ValueError(
            f'{caller}(): wanted alt="..." with what the picture shows, five words or more, '
            f"got {alt!r}"
        )


def _share_axes(fig: Figure, shared: list[Any]) -> None:
    """Give a frame the places of the first one's axes; refuse another range."""
    ranges = [(axes.get_xlim(), axes.get_ylim()) for axes in fig.axes]
    _fit_a_phone(fig)
    fig.set_layout_engine("constrained")
    if not shared:
        fig.draw_without_rendering()
        shared += [ranges, [axes.get_position() for axes in fig.axes]]
    elif ranges != shared[0]:
        raise ValueError(
            f"frames(): wanted frames that share their axes, {shared[0]}, got {ranges}; "
            "set xlim and ylim"
        )
    fig.set_layout_engine("none")  # from here on nothing moves them
    for axes, place in zip(fig.axes, shared[1], strict=True):
        axes.set_position(place)


def _changes(first: list[str], lines: list[str]) -> list[list[Any]]:
    """Return what makes one frame of the first: where, how many lines go, and what comes."""
    steps = difflib.SequenceMatcher(None, first, lines, autojunk=False).get_opcodes()
    return [
        [start, end - start, "\n".join(lines[begin:stop])]
        for tag, start, end, begin, stop in steps
        if tag != "equal"
    ]


def _drawn(fig: Figure, alt: str, identity: str) -> str:
    """Return a figure as an SVG in the page's colors, and close it."""
    import matplotlib.pyplot as plt

    _refuse_color_alone(fig)
    _fit_a_phone(fig)
    for axes in fig.axes:
        axes.patch.set_visible(False)
        for image in axes.get_images():  # its few pixels, which the browser enlarges
            image.set_interpolation("none")
    if fig.get_layout_engine() is None:
        fig.set_layout_engine("constrained")
    buffer = StringIO()
    # A fixed salt and no date: the same figure is the same bytes in every build.
    with plt.rc_context({"svg.fonttype": "none", "svg.hashsalt": identity}):
        fig.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    plt.close(fig)
    return _themed(buffer.getvalue(), identity, alt)


def _fit_a_phone(fig: Figure) -> None:
    width, height = fig.get_size_inches()
    fig.set_size_inches(min(width, WIDEST), height)


def _themed(text: str, identity: str, alt: str) -> str:
    svg = text[text.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    # A style element would hold for the whole page; worked.css has its one rule for figures.
    svg = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", svg, flags=re.DOTALL)
    svg = re.sub(r' width="[\d.]+pt" height="[\d.]+pt"', "", svg, count=1)
    svg = slim(svg)
    svg = re.sub(r"(font: [\d.]+px|font-family:)[^;\"]*", _inherit_font, svg)
    # Ids such as axes_1 are the same in every figure; a page may hold several.
    svg = re.sub(r'(id="|href="#|url\(#)', rf"\g<1>{identity}-", svg)
    for color, variable in COLORS.items():
        svg = svg.replace(color, variable)
    # Text and markers without a fill of their own are black by default. The alternative text comes
    # last, because it keeps its digits.
    named = f'<svg fill="currentColor" role="img" aria-label="{escape(alt)}" '
    svg = svg.replace("<svg ", named, 1)
    return re.sub(r"\n\s*", "\n", svg).strip()


def _inherit_font(match: re.Match[str]) -> str:
    size = match[1]
    return (
        f"{size} var(--md-text-font-family, sans-serif)"
        if size.startswith("font: ")
        else ("font-family: inherit")
    )


def _refuse_color_alone(fig: Figure) -> None:
    for axes in fig.axes:
        seen: dict[tuple[object, object], str] = {}
        for line in axes.get_lines():
            label = str(line.get_label())
            if label.startswith("_"):
                continue
            look = (line.get_linestyle(), line.get_marker())
            if look in seen:
                raise ValueError(
                    f"figure(): wanted lines that differ by dash or marker, got {seen[look]!r} and "
                    f"{label!r} that differ by color alone; pass linestyle= or marker="
                )
            seen[look] = label


def table(header: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    """Return a table as HTML for a page, each cell as text; columns of words begin at the left.

    Args:
        header: The columns' names.
        rows: One iterable a row; the first cell names it.

    Raises:
        ValueError: If a row has another number of cells than the header.
    """
    names = [str(name) for name in header]
    lines = [[str(cell) for cell in row] for row in rows]
    for line in lines:
        if len(line) != len(names):
            raise ValueError(
                f"table(): wanted {len(names)} cells a row, {names}, got {line}"
            )
    looks = [
        WORDS if i and not any(AMOUNT.match(line[i]) for line in lines) else ""
        for i in range(len(names))
    ]
    head = "".join(
        f'<th scope="col"{look}>{escape(name)}</th>'
        for name, look in zip(names, looks, strict=True)
    )
    body = "".join(
        f'<tr><th scope="row">{escape(line[0])}</th>'
        + "".join(
            f"<td{look}>{escape(cell)}</td>"
            for cell, look in zip(line[1:], looks[1:], strict=True)
        )
        + "</tr>"
        for line in lines
    )
    return (
        f'<table class="worked-table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )
