"""The reference, generated from the package: an index, its families, a page for each concept."""

from __future__ import annotations

from site_builder.publishing.layout import homes
from site_builder.publishing.pages import Question, as_markdown, questions_of
from worked.checking import concepts, families
from worked.checking.discovery import PACKAGE, SIDES, Concept
from worked.checking.grader import practicable

DOCS = PACKAGE.parent / "docs"


def reference_pages() -> dict[str, str]:
    """Return the reference as Markdown: path under ``docs/`` to text.

    A new concept appears by itself.
    """
    asked = _questions_by_concept()
    to_try = set(practicable())
    by_family: dict[str, list[Concept]] = {}
    for concept in concepts():
        by_family.setdefault(concept.family, []).append(concept)
    summaries = {family: _family_summary(family) for family in families()}
    found = {"reference/index.md": _index(summaries, by_family)}
    for family, summary in summaries.items():
        own = by_family[family]
        found[f"reference/{family}/index.md"] = _family(family, summary, own)
        for concept in own:
            text = _concept(concept, asked.get(concept.name, []), to_try)
            found[f"reference/{family}/{concept.slug}.md"] = text
    return found


def _concept(concept: Concept, asked: list[Question], to_try: set[str]) -> str:
    """Return a concept's own page."""
    lines = _front_matter(concept.slug, concept.summary)
    lines += [f"# `{concept.slug}` {{ #{_anchor(concept)} }}", "", concept.summary, ""]
    if asked:
        lines += ["Questions that use it:", ""]
        lines += [
            f"- [{as_markdown(q.question)}](../../{q.source}#{q.id})" for q in asked
        ]
        lines.append("")
    # Before both sides, because who writes it has not read them.
    if concept.name in to_try:
        lines += ["## Try it yourself", "", *_block("try_it", concept)]
    lines += [
        "## Both sides",
        "",
        *_block("concept_page", concept),
        "## Cases",
        "",
        "Both sides answer these alike; an anchor is a value from elsewhere.",
        "",
        *_block("cases_of", concept),
        "## Documentation",
        "",
    ]
    for side in concept.sides:
        module = f"worked.{concept.family}.{concept.slug}.{side}"
        lines += [f"### {SIDES[side]}", "", f"`{module}`", "", f"::: {module}", ""]
    return "\n".join(lines)


def _block(function: str, concept: Concept) -> list[str]:
    """Return a block that prints what a function says of a concept."""
    return [
        '```python exec="on"',
        f"from site_builder.publishing import {function}",
        f'print({function}("{concept.name}"))',
        "```",
        "",
    ]


def _family(family: str, summary: str, own: list[Concept]) -> str:
    lines = _front_matter(f"worked.{family}", summary)
    lines += [f"# `worked.{family}`", "", summary, "", "| Concept | |", "| --- | --- |"]
    for concept in own:
        # The anchor is an address of the time when a family was one page.
        link = f"[`{concept.slug}`]({concept.slug}.md){{ #{_anchor(concept)} }}"
        lines.append(f"| {link} | {concept.summary} |")
    return "\n".join([*lines, ""])


def _index(summaries: dict[str, str], by_family: dict[str, list[Concept]]) -> str:
    lines = _front_matter(
        "Reference", "Every concept of the package, with both sides and its cases."
    )
    lines += [
        "# Reference",
        "",
        "Every concept has a page: both sides, their documentation, the cases on which they "
        "agree, and a place to write it yourself.",
        "",
    ]
    for family, summary in summaries.items():
        lines += [f"## [`worked.{family}`]({family}/index.md)", "", summary, ""]
        links = (f"[`{c.slug}`]({family}/{c.slug}.md)" for c in by_family[family])
        lines += [" · ".join(links), ""]
    return "\n".join(lines)


def _questions_by_concept() -> dict[str, list[Question]]:
    """Return, by concept, the questions under which both its sides are shown."""
    found: dict[str, list[Question]] = {}
    for name, places in homes(DOCS).items():
        for path, line in places:
            above = [q for q in questions_of(path, DOCS) if q.line < line]
            if above and above[-1] not in found.setdefault(name, []):
                found[name].append(above[-1])
    return found


def _anchor(concept: Concept) -> str:
    return f"{concept.family}-{concept.slug}"


def _front_matter(title: str, description: str) -> list[str]:
    return ["---", f"title: {title}", f'description: "{description}"', "---", ""]


def _family_summary(family: str) -> str:
    text = (PACKAGE / family / "__init__.py").read_text(encoding="utf-8")
    return text.strip().strip('"').strip()
