"""Both sides of a concept as Markdown: linked tabs with their source, and the receipt."""

from __future__ import annotations

from collections import Counter
from html import escape
from importlib import metadata

from worked.checking import agreement, concepts, find_concept
from worked.checking.discovery import SIDES, Concept
from worked.checking.grader import stub
from worked.checking.source import source_without_docstrings
from worked.practice.hints import hints

# Lines of code a side that one line of a topic's page opens to; what does not fit stands on the
# concept's own page.
LONGEST = 60


def both_sides(*names: str) -> str:
    """Return the Markdown that shows concepts in NumPy and PyTorch: one line, which opens.

    Args:
        *names: ``family/concept`` each, such as ``"losses/cross_entropy"``.

    Raises:
        LookupError: If there is no such concept.
        Mismatch: If the sides disagree on a case: a page never shows code that fails.
    """
    found = [find_concept(name) for name in names]
    bodies, left = [], LONGEST
    for concept in found:
        codes = _codes(concept)
        lines = max(code.count("\n") for code in codes.values())
        fits = lines < left
        left -= lines if fits else 0
        title = f"**`{concept.slug}`.** " if len(found) > 1 else ""
        bodies.append(_sides(concept, title, codes if fits else {}))
    body = "\n\n".join(bodies)
    return (
        '<details class="worked-sides" markdown="1">\n'
        f"<summary>{_line(found)}</summary>\n\n{body}\n\n</details>"
    )


def _line(found: list[Concept]) -> str:
    """Return the receipt of some concepts in one line."""
    codes = ", ".join(f"<code>{concept.slug}</code>" for concept in found)
    label = '<span class="worked-sides__label">Both sides</span>'
    compared = [agreement(concept) for concept in found if not concept.no_torch]
    if not compared:
        return f"{label} {codes}: NumPy alone, {found[0].no_torch}"
    cases = sum(figures.cases for figures in compared)
    graded = ", gradients too" if any(f.gradients for f in compared) else ""
    return f"{label} {codes}: NumPy and PyTorch agree on {cases} cases{graded}"


def _sides(concept: Concept, title: str, codes: dict[str, str]) -> str:
    """Return the sides of a concept as tabs, or a link where none are given."""
    home = _home_of(concept)
    if not codes:
        return f"{title}{concept.summary} Its code stands on {home}."
    head = f'<div data-concept="{concept.name}" markdown="1">\n'
    about = f"{title}Documentation, cases and a place to write it yourself: {home}."
    return "\n".join([head, *_tabs(codes), "</div>\n", about])


def _codes(concept: Concept) -> dict[str, str]:
    return {
        side: source_without_docstrings(concept.path / f"{side}.py")
        for side in concept.sides
    }


def _tabs(codes: dict[str, str]) -> list[str]:
    return [
        f'=== "{SIDES[side]}"\n\n{_indented(_fenced(code))}\n'
        for side, code in codes.items()
    ]


def _home_of(concept: Concept) -> str:
    """Return a link to a concept's own page."""
    # Blocks are rendered apart from their page; this element is resolved in the finished page.
    module, first = concept.numpy.__name__, concept.numpy.__all__[0]
    return f'<autoref identifier="{module}.{first}">its page in the reference</autoref>'


def concept_page(name: str) -> str:
    """Return what a concept's own page shows besides its documentation, as Markdown.

    Args:
        name: ``family/concept``.

    Raises:
        LookupError: If there is no such concept.
        Mismatch: If the sides disagree on a case.
    """
    concept = find_concept(name)
    head = f'<div class="worked-sides" data-concept="{name}" markdown="1">\n'
    tabs = _tabs(_codes(concept))
    return "\n".join([head, *tabs, "</div>\n", f"{receipt(name)}\n"])


def _fenced(code: str) -> str:
    return f"``````` python\n{code}\n```````"


def cases_of(name: str) -> str:
    """Return the cases on which a concept's sides agree, with the source of each anchor.

    Args:
        name: ``family/concept``.

    Raises:
        LookupError: If there is no such concept.
    """
    concept = find_concept(name)
    answered = [case for case in concept.cases if case.error is None]
    refused = [case for case in concept.cases if case.error is not None]
    lines = []
    for case in answered:
        source = f": anchor, {case.source}" if case.source else ""
        lines.append(f"- {case.name}{source}")
    if refused:
        lines += ["", "These are refused:\n"]
        lines += [f"- {case.name}" for case in refused]
    return "\n".join([*lines, ""])


def try_it(name: str) -> str:
    """Return the box in which a reader writes the concept, with its hints.

    Args:
        name: ``family/concept``.

    Raises:
        LookupError: If there is no such concept.
        NotForPractice: If it is an object, not functions.
    """
    text = escape(stub(name))
    # Markdown would take an empty line for the end of the HTML.
    text = text.replace("\n", "&#10;")
    return (
        f'<details class="worked-fold worked-try-box"><summary>Write it here</summary>'
        f"<p>Write it, and the concept's cases say what is wrong. "
        f"On your machine: <code>worked practice {name}</code>.</p>"
        f'<div class="worked-try" data-concept="{name}"><pre><code>{text}</code></pre></div>'
        f"</details>\n\n{_hints(find_concept(name))}"
    )


def _hints(concept: Concept) -> str:
    """Return the hints, each in a fold at the end of the one before: one at a time, on request."""
    *steps, _ = hints(concept)  # the last one is the code, which has its own heading
    folds = "Our solution stands below, under *Both sides*.\n"
    for number, step in reversed(list(enumerate(steps, 1))):
        folds = (
            f'<details class="worked-hint" markdown="1" data-search-exclude="">\n'
            f"<summary>Hint {number} of {len(steps)}</summary>\n\n"
            f"{step}\n\n{folds}\n</details>\n"
        )
    return folds


def receipt(name: str) -> str:
    """Return one paragraph of Markdown: what was compared, within which bounds and versions.

    Args:
        name: ``family/concept``.

    Raises:
        Mismatch: If the sides disagree on a case.
    """
    concept = find_concept(name)
    module, first = concept.numpy.__name__, concept.numpy.__all__[0]
    # Blocks are rendered apart from their page; this element is resolved in the finished page.
    reference = f'<autoref identifier="{module}.{first}">Reference</autoref>'
    if concept.no_torch:
        return f"**Receipt.** No PyTorch side: {concept.no_torch}. {reference}.\n{{ .receipt }}"
    figures = agreement(concept)
    graded = f", {figures.gradients} with gradients" if figures.gradients else ""
    inputs = "input" if figures.refusals == 1 else "inputs"
    refused = f"; {figures.refusals} bad {inputs} refused" if figures.refusals else ""
    compared = "values and gradients" if figures.gradients else "values"
    versions = " and ".join(
        f"{title} {metadata.version(package).split('+')[0]}"
        for title, package in (("NumPy", "numpy"), ("PyTorch", "torch"))
    )
    return (
        f"**Receipt.** {figures.cases} cases agree{graded}{refused}; "
        f"{compared} in float64 within {_bounds(concept)}. "
        f"{versions}. {reference}.\n{{ .receipt }}"
    )


def figures_of_the_site() -> str:
    """Return one sentence of Markdown that counts what is compared."""
    found = [concept for concept in concepts() if not concept.no_torch]
    figures = [agreement(concept) for concept in found]
    return (
        f"**{len(found)} concepts** agree on {sum(f.cases for f in figures)} inputs, "
        f"{sum(f.gradients for f in figures)} of them with gradients."
    )


def _bounds(concept: Concept) -> str:
    """Return the bounds that the comparison asserts, looser ones with their cases and reason.

    What was measured is not said: its digits depend on the processor that built the page.
    """
    answered = [case for case in concept.cases if case.error is None]
    bounds = Counter((case.rtol, case.atol, case.looser) for case in answered)
    (first, _), *looser = sorted(bounds.items())
    said = [_bound(*first)]
    for bound, count in looser:
        said.append(f"{count} {'case' if count == 1 else 'cases'} {_bound(*bound)}")
    return "; ".join(said)


def _bound(rtol: float, atol: float, reason: str) -> str:
    # 1e-09 is how Python writes 1e-9.
    numbers = (f"{number:.0e}".replace("e-0", "e-") for number in (rtol, atol))
    because = f" ({reason})" if reason else ""
    return "rtol {}, atol {}".format(*numbers) + because


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else line for line in text.splitlines())
