"""A plot as one SVG that follows the reader's light or dark theme."""

from __future__ import annotations

import re
from html import escape
from io import StringIO
from typing import TYPE_CHECKING
from zlib import crc32

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
    import matplotlib.pyplot as plt

    if len(alt.split()) < 5:
        raise ValueError(
            'figure(): wanted alt="..." with what the picture shows, five words or more, '
            f"got {alt!r}"
        )
    _refuse_color_alone(fig)
    for axes in fig.axes:
        axes.patch.set_visible(False)
    fig.set_layout_engine("constrained")
    identity = f"figure-{crc32(alt.encode()):08x}"
    buffer = StringIO()
    # A fixed salt and no date: the same figure is the same bytes in every build.
    with plt.rc_context({"svg.fonttype": "none", "svg.hashsalt": identity}):
        fig.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    plt.close(fig)
    svg = _themed(buffer.getvalue(), identity, alt)
    text = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f'<figure class="worked-figure">{svg}{text}</figure>'


def _themed(text: str, identity: str, alt: str) -> str:
    svg = text[text.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    # A style element would hold for the whole page; worked.css has its one rule for figures.
    svg = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", svg, flags=re.DOTALL)
    svg = re.sub(
        r"(?<=<svg) ", f' role="img" aria-label="{escape(alt)}" ', svg, count=1
    )
    svg = re.sub(r' width="[\d.]+pt" height="[\d.]+pt"', "", svg, count=1)
    svg = re.sub(r"(font: [\d.]+px|font-family:)[^;\"]*", _inherit_font, svg)
    # Ids such as axes_1 are the same in every figure; a page may hold several.
    svg = re.sub(r'(id="|href="#|url\(#)', rf"\g<1>{identity}-", svg)
    for color, variable in COLORS.items():
        svg = svg.replace(color, variable)
    # Text and markers without a fill of their own are black by default.
    svg = svg.replace("<svg ", '<svg fill="currentColor" ', 1)
    return re.sub(r"\n\s*", "\n", svg).strip().replace("\n\n", "\n")


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
