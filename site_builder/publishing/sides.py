"""Both sides of a concept as Markdown: linked tabs with their source, and the receipt."""

from __future__ import annotations

from collections import Counter
from html import escape
from importlib import metadata

from worked.checking import agreement, concepts, find_concept
from worked.checking.discovery import SIDES, Concept
from worked.checking.grader import NotForPractice, stub
from worked.checking.source import source_without_docstrings


def both_sides(name: str) -> str:
    """Return the Markdown that shows a concept in NumPy and PyTorch, with the receipt.

    Args:
        name: ``family/concept``, such as ``"losses/cross_entropy"``.

    Raises:
        LookupError: If there is no such concept.
        Mismatch: If the sides disagree on a case: a page never shows code that fails.
    """
    concept = find_concept(name)
    parts = [f'<div class="worked-sides" markdown="1" data-concept="{name}">\n']
    for side in concept.sides:
        code = source_without_docstrings(concept.path / f"{side}.py")
        block = f"``````` python\n{code}\n```````"
        parts.append(f'=== "{SIDES[side]}"\n\n{_indented(block)}\n')
    parts.append(f"{receipt(name)}\n\n</div>\n\n{_try_it(name)}")
    return "\n".join(parts)


def _try_it(name: str) -> str:
    """Return the box in which a reader writes the concept; nothing where that makes no sense."""
    try:
        text = escape(stub(name))
    except NotForPractice:
        return ""
    # Markdown would take an empty line for the end of the HTML.
    text = text.replace("\n", "&#10;")
    return (
        f'<details class="example worked-try-box"><summary>Try it yourself</summary>'
        f"<p>Write it, and the concept's cases say what is wrong. "
        f"On your machine: <code>worked practice {name}</code>.</p>"
        f'<div class="worked-try" data-concept="{name}"><pre><code>{text}</code></pre></div>'
        f"</details>"
    )


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
