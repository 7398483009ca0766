"""TeX to MathML while the site is built: no script and no request in the reader's browser.

This is the one place that knows how formulas are rendered.
"""

from __future__ import annotations

import re
from html import unescape

from latex2mathml.converter import convert

# What pymdownx.arithmatex leaves for a renderer.
INLINE = re.compile(r'<span class="arithmatex">\\\((.*?)\\\)</span>', re.DOTALL)
BLOCK = re.compile(r'<div class="arithmatex">\s*\\\[(.*?)\\\]\s*</div>', re.DOTALL)
# "log p" wants the thin space that TeX puts there, "log(p)" does not.
OPERATOR = re.compile(
    r"(<mi>(?:log|exp|max|min|sin|cos|tanh)</mi>)(?!<mo[^>]*>(?:\(|&#x00028;))"
)


def render_math(html: str) -> str:
    """Replace every formula of a page by MathML, with its TeX as the alternative text.

    Args:
        html: A page's content as Markdown left it.

    Raises:
        ValueError: If a formula is not TeX that the converter knows; the second argument is the
            formula, so that its line can be found.
    """
    html = BLOCK.sub(lambda match: _mathml(match[1], display="block"), html)
    return INLINE.sub(lambda match: _mathml(match[1], display="inline"), html)


def _mathml(tex: str, display: str) -> str:
    tex = unescape(tex).strip()
    try:
        math = convert(tex, display=display)
    except Exception as error:  # the converter raises a dozen types of its own
        raise ValueError(f"wanted TeX, got {tex!r}: {error!r}", tex) from error
    unknown = re.search(r"<m[io]>(\\[^<]*|&)</m[io]>", math)
    if unknown:  # the converter passes through what it does not know
        raise ValueError(f"wanted TeX, got {tex!r}: {unknown[1]!r} is not known", tex)
    math = OPERATOR.sub(r'\1<mspace width="0.17em"/>', math)
    return f'<div class="worked-math">{math}</div>' if display == "block" else math
