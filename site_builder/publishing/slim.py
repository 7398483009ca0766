"""Fewer elements on a finished page: what has no look of its own needs none.

Pygments makes an element of each word and each comma of code, nine of ten elements of a page, and
a browser computes the style of every one.
"""

from __future__ import annotations

import re
from itertools import groupby

# What the theme shows in one color, by the first of its Pygments classes; what is in no line stays.
PLAIN = "n p o w kc fm vm nv m mi mf mb mh mo il"
COLORS = ["s s1 s2 sa sb sc si ss se", "c c1 ch cm cs sd"]
OPEN_ONLY = ["k kd kn kp kr kt nd ow", "nb bp no", "nf nc ne nn"]

# What KaTeX puts around a formula.
TEX = re.compile(
    r'<span class="katex">(<math\b[^>]*>)<semantics>(.*?)'
    r"<annotation\b.*?</semantics>(</math>)</span>(?P<close>[,.;:!?)]+)?",
    re.DOTALL,
)
LOOK_OF_A_STRING = "s"
PART = re.compile(
    r"<details\b|</details>|<pre><code>(?P<code>.*?)</code></pre>", re.DOTALL
)
WORD = re.compile(r'<span class="(?P<kind>\w+)">(?P<text>[^<]*)</span>')
TOKEN = re.compile(rf"{WORD.pattern}|(?P<other>[^<]+|<[^>]*>)")
NO_SPAN = "<pre><span></span><code>"


def slim(html: str) -> str:
    """Return a page whose code has fewer elements, and the same text.

    Code in a fold keeps strings and comments, because most of it is never opened; its keywords get
    their color when it is, by page.js and without elements. All other code keeps every color but
    that of numbers, operators and punctuation.
    """
    depth = 0

    def part(match: re.Match[str]) -> str:
        nonlocal depth
        if match["code"] is None:
            depth += 1 if match[0].startswith("<d") else -1
            return match[0]
        code = _merged(match["code"], is_folded=depth > 0)
        return f"<pre><code>{code}</code></pre>"

    return PART.sub(part, html.replace(NO_SPAN, "<pre><code>"))


def without_tex(html: str) -> str:
    """Return a page whose formulas are MathML alone, once nobody needs their TeX any more.

    What follows without a blank, such as a comma, stays in the formula's line.
    """

    def math(found: re.Match[str]) -> str:
        formula, after = "".join(found.group(1, 2, 3)), found["close"]
        if not after:
            return formula
        return f'<span class="worked-close">{formula}{after}</span>'

    return TEX.sub(math, html)


def _looks(colors: list[str], plain: str) -> dict[str, str]:
    looks = {kind: kinds.split()[0] for kinds in colors for kind in kinds.split()}
    return looks | dict.fromkeys(plain.split(), "")


LOOKS = {
    False: _looks([*COLORS, *OPEN_ONLY], PLAIN),
    True: _looks(COLORS, " ".join([PLAIN, *OPEN_ONLY])),
}


def _merged(code: str, *, is_folded: bool) -> str:
    """Return code in which neighbors of one color are one element, and plain text is none."""
    looks = LOOKS[is_folded]
    tokens: list[tuple[str, str]] = []
    in_string = False
    for match in TOKEN.finditer(code):
        kind = match["kind"]
        text = match["other"] if kind is None else match["text"]
        look = looks.get(kind, kind) if kind else ""
        # What an f-string computes is part of it.
        in_string = (in_string or kind == "si") and (kind, text[-1]) != ("si", "}")
        if in_string:
            look = LOOK_OF_A_STRING
        # Blanks and line ends have no color: they part nothing.
        if tokens and look == "" and text.isspace():
            look = tokens[-1][0]
        tokens.append((look, text))
    return "".join(
        f'<span class="{look}">{text}</span>' if look else text
        for look, text in (
            (look, "".join(text for _, text in same))
            for look, same in groupby(tokens, key=lambda token: token[0])
        )
    )
