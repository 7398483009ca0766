"""The reference section: one page a family, generated from the package."""

from __future__ import annotations

from functools import cache
from itertools import groupby

from site_builder.publishing.layout import homes
from site_builder.publishing.pages import Page, as_markdown
from worked.checking import Concept, concepts, families
from worked.checking.discovery import PACKAGE, SIDES

DOCS = PACKAGE.parent / "docs"


def reference_pages() -> dict[str, str]:
    """Return the reference as Markdown: path under ``docs/`` to text.

    A new concept appears by itself: both sides of every concept, grouped by family.
    """
    pages = homes(DOCS)
    title = cache(lambda page: Page(page, DOCS).title)
    by_family = {name: list(found) for name, found in groupby(concepts(), _family)}
    summaries = {family: _family_summary(family) for family in families()}
    found = {"reference/index.md": _index(summaries, by_family)}
    for family, summary in summaries.items():
        lines = _front_matter(f"worked.{family}", summary)
        lines += [f"# `worked.{family}`", "", summary, ""]
        for concept in by_family[family]:
            lines += [
                f"## {concept.slug} {{ #{family}-{concept.slug} }}",
                "",
                concept.summary,
                "",
            ]
            for page, _ in pages.get(concept.name, []):
                path = page.relative_to(DOCS).as_posix()
                lines += [f"Explained on [{as_markdown(title(page))}](../{path}).", ""]
            for side in concept.sides:
                module = f"worked.{family}.{concept.slug}.{side}"
                lines += [
                    f"### {SIDES[side]}",
                    "",
                    f"`{module}`",
                    "",
                    f"::: {module}",
                    "",
                ]
        found[f"reference/{family}.md"] = "\n".join(lines)
    return found


def _family(concept: Concept) -> str:
    return concept.family


def _index(summaries: dict[str, str], by_family: dict[str, list[Concept]]) -> str:
    lines = _front_matter(
        "Reference", "Every function of the package, both sides of each concept."
    )
    lines += [
        "# Reference",
        "",
        "Every public function, NumPy side and PyTorch side.",
        "",
    ]
    for family, summary in summaries.items():
        lines += [f"## [`worked.{family}`]({family}.md)", "", summary, ""]
        lines += ["| Concept | |", "| --- | --- |"]
        lines += [
            f"| [`{concept.slug}`]({family}.md#{family}-{concept.slug}) | {concept.summary} |"
            for concept in by_family[family]
        ]
        lines.append("")
    return "\n".join(lines)


def _front_matter(title: str, description: str) -> list[str]:
    return ["---", f"title: {title}", f'description: "{description}"', "---", ""]


def _family_summary(family: str) -> str:
    text = (PACKAGE / family / "__init__.py").read_text(encoding="utf-8")
    return text.strip().strip('"').strip()
