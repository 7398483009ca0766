"""A built page as cells: prose as Markdown, and code with what it printed.

Read from the page's HTML, so that everything the build put on it is there: both sides of a
concept, outputs, receipts. Notebooks, scripts and the page as Markdown are made of cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
# Pictures are drawn again where code runs; text has their description.
PICTURE = re.compile(r"<svg\b([^>]*)>.*?</svg>", re.DOTALL)
TALL = 'class="worked-graph__tall"'
LABEL = re.compile(r'aria-label="([^"]*)"')
CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
HIGHLIGHTING = re.compile(r"</?span\b[^>]*>")  # nine of ten tags of a page
# What the theme and the finish add for who reads in a browser.
FURNITURE = [
    "headerlink",
    "md-content__button",
    "worked-take",
    "worked-try-box",
    "worked-ways",
]


@dataclass(frozen=True)
class Cell:
    """A piece of a page.

    Args:
        text: Markdown, or code.
        language: The code's language; "" for Markdown.
        output: What stands under the code.
    """

    text: str
    language: str = ""
    output: str = ""


def cells(html: str, url: str) -> list[Cell]:
    """Return the cells of a built page.

    Args:
        html: The whole page.
        url: Its address, to which its links are relative.
    """
    match = ARTICLE.search(html)
    if not match:
        return []
    text = PICTURE.sub(_described, match[0])
    text = CODE.sub(lambda code: HIGHLIGHTING.sub("", code[0]), text)
    article: Any = BeautifulSoup(text, "lxml").article
    for tag in [*article.find_all(class_=FURNITURE), *article.find_all("noscript")]:
        tag.decompose()
    for link in article.find_all(href=True):
        link["href"] = urljoin(url, link["href"])
    found: list[Cell] = []
    prose: list[Any] = []
    for part in _parts(article):
        if isinstance(part, Cell):
            found += [*_markdown(prose), part]
            prose = []
        elif isinstance(part, Tag) and "result" in _classes(part):
            # What code printed; a figure or a table stays prose.
            output = "".join(pre.get_text() for pre in part.find_all("pre"))
            if output and found and not any(str(one).strip() for one in prose):
                found[-1] = replace(found[-1], output=found[-1].output + output)
            else:
                prose.append(part)
        else:
            prose.append(part)
    return [*found, *_markdown(prose)]


def _described(svg: re.Match[str]) -> str:
    if TALL in svg[1]:  # the same graph once more, for phones
        return ""
    label = LABEL.search(svg[1])
    return f"<em>Figure: {label[1]}</em>" if label else ""


def _parts(tag: Tag) -> Iterator[Any]:
    """Yield code as cells and everything else as it stands, from top to bottom.

    Boxes and tabs that hold code are opened: a cell cannot stand within a quotation.
    """
    for child in list(tag.children):
        if not isinstance(child, Tag):
            yield child
            continue
        classes = _classes(child)
        if "highlight" in classes and "doc-signature" not in classes:
            code: Any = child.find("code")
            yield Cell(code.get_text().rstrip("\n"), _language(classes))
        elif "result" in classes or not child.find(class_="highlight"):
            yield child
        elif "tabbed-set" in classes:
            labels = child.select(".tabbed-labels > label")
            blocks = child.select(".tabbed-content > .tabbed-block")
            for label, block in zip(labels, blocks, strict=True):
                label.name = "strong"
                yield label.wrap(Tag(name="p"))
                yield from _parts(block)
        else:
            yield from _parts(child)


def _classes(tag: Tag) -> list[str]:
    return list(tag.get("class") or [])


def _language(classes: list[str]) -> str:
    names = [name.removeprefix("language-") for name in classes]
    return names[0] if names[0] != "highlight" else "text"


def _markdown(prose: list[Any]) -> list[Cell]:
    soup = BeautifulSoup("", "lxml")
    soup.extend(prose)
    text = _Converter(heading_style="ATX", bullets="-").convert_soup(soup).strip()
    return [Cell(re.sub(r"\n{3,}", "\n\n", text))] if text else []


class _Converter(MarkdownConverter):
    """HTML to Markdown, with formulas as TeX and boxes as quotations."""

    def convert_math(self, el: Tag, text: str, parent_tags: Any) -> str:
        annotation: Any = el.select_one("annotation")
        mark = "$$" if el.get("display") == "block" else "$"
        return f"{mark}{annotation.get_text()}{mark}"

    def convert_summary(self, el: Tag, text: str, parent_tags: Any) -> str:
        return f"\n\n**{text.strip()}**\n\n"

    def convert_details(self, el: Tag, text: str, parent_tags: Any) -> str:
        return self._quoted(text)

    def convert_div(self, el: Tag, text: str, parent_tags: Any) -> str:
        if "admonition" in _classes(el):
            return self._quoted(text)
        return super().convert_div(el, text, parent_tags)  # type: ignore[misc]

    def convert_p(self, el: Tag, text: str, parent_tags: Any) -> str:
        if "admonition-title" in _classes(el):
            text = f"**{text.strip()}**"
        return super().convert_p(el, text, parent_tags)  # type: ignore[misc]

    def _quoted(self, text: str) -> str:
        lines = re.sub(r"\n{3,}", "\n\n", text.strip()).splitlines()
        return "\n\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"
