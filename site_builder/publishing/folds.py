"""What stands open and what is folded: the option ``fold`` of a fence.

``fold="code"`` leaves a block's result open and folds its code beneath; any other text folds both
under that line. In the page's text code comes before its result all the same, as one runs it; the
style sheet turns the two around.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from typing import Any

from markupsafe import Markup

RESULT = '<div class="result"'
NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*")
LISTEN = re.compile(r"(<p><strong>What they listen for</strong></p>)\s*<ul>")
FOLD = re.compile(
    r'<details class="(?:example|worked-fold)[^"]*"[^>]*>\s*<summary>(.*?)</summary>',
    re.DOTALL,
)
DETAILS = re.compile(r"<(/?)details\b")


def folding(run_block: Callable[..., Markup]) -> Callable[..., Markup]:
    """Return a formatter of blocks that knows ``fold``, made of one that does not.

    Args:
        run_block: What markdown-exec calls for a block.
    """

    def formatted(code: str, md: Any, **options: Any) -> Markup:
        extra = {**options.get("extra", {})}
        line = extra.pop("fold", "")
        html = run_block(code, md, **{**options, "extra": extra})
        return Markup(folded(str(html), line)) if line else html

    return formatted


def folded(html: str, line: str) -> str:
    """Return a block's HTML with its code, or all of it, folded under a line.

    Args:
        html: The code, and the result if there is one.
        line: ``"code"``, or the text to fold under; backticks make code of it.
    """
    if line == "code":
        code, mark, result = html.partition(RESULT)
        return (
            '<div class="worked-exhibit"><details class="worked-code">'
            f"<summary>Code</summary>{code}</details>{mark}{result}</div>"
        )
    shown = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(line, quote=False))
    return f'<details class="worked-fold"><summary>{shown}</summary>{html}</details>'


def marked(html: str) -> str:
    """Return a page's content with classes on the parts of an answer, for the style sheet."""
    html = html.replace(
        "<p><strong>In one breath.</strong>",
        '<p class="worked-spoken"><strong>In one breath.</strong>',
    )
    return LISTEN.sub(r'\1\n<ul class="worked-listen">', html)


def fold_problems(html: str) -> Iterator[tuple[str, str]]:
    """Yield the line of each fold that names a number which nothing beneath it prints.

    Args:
        html: A page's content.

    Yields:
        The line's text, and what is wrong with it.
    """
    for fold in FOLD.finditer(html):
        line = _text(fold[1])
        beneath = _text(html[fold.end() : _end(html, fold.end())])
        shown = set(NUMBER.findall(beneath))
        for number in NUMBER.findall(line):
            if number not in shown:
                yield (
                    line,
                    f"wanted {number} in what stands beneath, got no such number",
                )


def _end(html: str, start: int) -> int:
    """Return where the fold ends that is open at ``start``; others may be inside it."""
    depth = 1
    for tag in DETAILS.finditer(html, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.start()
    return len(html)


def _text(html: str) -> str:
    html = re.sub(
        r"<math\b.*?<annotation[^>]*>(.*?)</annotation>.*?</math>", r"\1", html
    )
    return unescape(re.sub(r"<[^>]+>", "", html)).strip()
