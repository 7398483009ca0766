"""Pages have few elements, and their code has the same text."""

import html
import re
from html.parser import HTMLParser

import pytest
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from site_builder.publishing.slim import slim, without_tex

MOST = 2_500
CODE = '''import numpy as np  # a comment

def f(x: float) -> str:
    """A docstring."""
    return f"{x:.4f} & {[1, 2][0]} <b>" if x is not None and len("é") else 'none'
'''


class Count(HTMLParser):
    """Counts elements."""

    number = 0

    def handle_starttag(self, tag, attrs):
        self.number += 1


def elements(page: str) -> int:
    count = Count()
    count.feed(page)
    return count.number


def block(code: str) -> str:
    return highlight(code, PythonLexer(), HtmlFormatter(cssclass="highlight"))


def text(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", page))


def code_block() -> str:
    return (
        block(CODE)
        .replace("<pre><span></span>", "<pre><span></span><code>")
        .replace("</pre>", "</code></pre>")
    )


@pytest.mark.torch
def test_no_page_of_the_site_has_too_many_elements(site):
    counts = {
        path.relative_to(site).as_posix(): elements(path.read_text(encoding="utf-8"))
        for path in site.rglob("*.html")
    }
    worst = sorted(counts.items(), key=lambda item: -item[1])[:5]
    assert len(counts) > 20
    assert worst[0][1] <= MOST, worst


def test_code_has_the_same_text_and_fewer_elements():
    page = code_block()
    open_, folded = slim(page), slim(f"<details>{page}</details>{page}")
    assert text(open_) == text(page)
    assert text(folded) == text(page) * 2
    assert elements(open_) < elements(page) / 2
    in_fold, after = folded.split("</details>")
    assert elements(in_fold) < elements(open_)
    assert after == open_  # the fold has ended


def test_open_code_keeps_its_colors():
    page = slim(code_block())
    for kind, word in [("k", "def"), ("nf", "f"), ("c", "# a comment"), ("nb", "len")]:
        assert re.search(rf'<span class="{kind}">{word}\s*</span>', page)
    strings = re.findall(r'<span class="s">(f.*?)</span>', page)
    assert [html.unescape(one).strip() for one in strings] == [
        'f"{x:.4f} & {[1, 2][0]} <b>"'
    ]


def test_code_in_a_fold_keeps_strings_and_comments():
    page = slim(f"<p><code>a</code></p><details>{code_block()}</details>")
    assert set(re.findall(r'<span class="(\w+)"', page)) == {"s", "c"}


def test_a_comma_stays_with_the_formula_before_it():
    page = (
        '<span class="katex"><math><semantics>x<annotation/></semantics></math></span>'
    )
    close = '<span class="worked-close"><math>x</math>,</span>'
    assert without_tex(f"{page}, {page} y") == f"{close} <math>x</math> y"


def test_a_formula_is_mathml_alone():
    page = (
        '<span class="katex"><math><semantics><mrow><mi>x</mi></mrow>'
        '<annotation encoding="application/x-tex">x</annotation></semantics></math></span>'
    )
    assert without_tex(f"{page} and {page}") == (
        "<math><mrow><mi>x</mi></mrow></math> and <math><mrow><mi>x</mi></mrow></math>"
    )
