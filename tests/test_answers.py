"""What answers are made of: folds whose line states their result, and tables."""

from pathlib import Path

import pytest

from site_builder.publishing import frames, graph, table
from site_builder.publishing.budgets import budget_problems, open_parts
from site_builder.publishing.folds import fold_problems, folded
from site_builder.publishing.graphs import dots, drawn, waiting
from site_builder.publishing.moving import MOST, frame_problems, without_frames
from site_builder.publishing.pages import Page

CODE = "<details class='worked-code'><summary>Code</summary><p>x</p></details>\n"


def fold(line, beneath):
    return f'<details class="example"><summary>{line}</summary>{beneath}</details>'


def test_a_number_that_is_printed_after_folded_code_is_found():
    assert list(fold_problems(fold("It is 0.3", f"{CODE}<p>0.3</p>"))) == []


def test_a_number_that_nothing_prints_is_named():
    html = fold("It is 0.3", f"{CODE}<p>0.4</p>") + "<p>0.3</p>"
    assert list(fold_problems(html)) == [
        ("It is 0.3", "wanted 0.3 in what stands beneath, got no such number")
    ]


def test_a_fold_within_a_fold_is_looked_at():
    inner = fold("It is 7", "<p>8</p>")
    assert [line for line, _ in fold_problems(fold("Outside", inner))] == ["It is 7"]


def test_a_column_of_words_begins_at_the_left_and_one_of_numbers_does_not():
    html = table(["task", "loss", "value"], [("a", "L1Loss", "−0.5"), ("b", "—", "+2")])
    assert html.count('<td class="worked-table__words">') == 2
    assert '<th scope="col" class="worked-table__words">loss</th>' in html
    assert "<td>−0.5</td>" in html
    assert '<th scope="col">value</th>' in html


QUESTION = """---
title: A page
description: What it says.
---
# A page

## What is it? { #what-it-is .question data-level="core" }

**In one breath.** SPOKEN

ESSENCE $x + y$ is not counted.

```python exec="on" source="block" session="page"
CODE
```

??? example "Folded"
    These words are folded.

    ```python exec="on" source="block" session="page"
    a = 1
    ```

!!! failure "Often said: no"
    This is open.

<small>Sources: not counted.</small>
"""


@pytest.fixture
def written(tmp_path):
    """Write a page with one question, and return what is wrong with its size."""

    def write(words=10, code=3, evidence=1):
        text = QUESTION.replace("SPOKEN", "word " * 45).replace(
            "ESSENCE", "word " * words
        )
        text = text.replace("CODE", "\n".join(f"a = {n}" for n in range(code)))
        more = '??? example "Again"\n    Folded.\n\n' * (evidence - 1)
        text = text.replace('??? example "Folded"', f'{more}??? example "Folded"')
        (tmp_path / "page.md").write_text(text)
        return budget_problems(tmp_path)

    return write


def test_what_stands_open_is_counted(written, tmp_path):
    assert written(words=10, code=3) == []
    (found,) = open_parts(Page(tmp_path / "page.md", tmp_path))
    # In one breath 3, spoken 45, essence 10 and "is not counted" 3, the box 3 and 3.
    assert found.words == 67
    assert found.code == 3


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"words": 304}, "wanted 360 words open at most, got 361"),
        ({"code": 13}, "wanted 12 lines of code open at most, got 13"),
        ({"evidence": 5}, "wanted 4 folds of evidence at most, got 5"),
    ],
)
def test_what_is_too_much_is_named_with_its_line(written, more, message):
    (problem,) = written(**more)
    assert ":7: what-it-is: " in problem
    assert message in problem


def test_a_result_stands_open_and_its_code_beneath():
    html = '<div class="highlight">code</div>\n<div class="result">42</div>'
    assert folded(html, "code") == (
        '<div class="worked-exhibit"><details class="worked-code"><summary>Code</summary>'
        '<div class="highlight">code</div>\n</details><div class="result">42</div></div>'
    )
    assert folded(html, "It is `42`").startswith(
        '<details class="worked-fold"><summary>It is <code>42</code></summary>'
    )


EDGES = [("w = 2", "×", "", "3"), ("x = 3", "×"), ("×", "y = 6", "6", "1")]
ALT = "A product of 2.125 and 3.75, with the gradient of each."


def test_a_graph_is_laid_out_for_both_widths():
    html = graph(EDGES, alt=ALT, local={"×": "x = 3"})
    (told,) = waiting(html)
    both = dots(told)
    assert "rankdir=LR" in both["wide"]
    assert "rankdir=TB" in both["tall"]
    assert (
        '"×" -> "y = 6" [label=" 1 " dir=back style=dashed class=backward]'
        in both["tall"]
    )
    svg = '<?xml?><svg width="9pt" height="9pt"><title>×</title><path stroke="black"/></svg>'
    page = drawn(html, {told: {"wide": svg, "tall": svg}})
    assert waiting(page) == []
    assert page.count(f'aria-label="{ALT}"') == 2
    assert "black" not in page
    assert "<title>" not in page


@pytest.mark.parametrize(
    ("edges", "options", "message"),
    [
        (EDGES, {"alt": "A graph"}, "wanted alt=.* five words or more, got 'A graph'"),
        ([], {"alt": ALT}, "wanted edges, got none"),
        ([("a",)], {"alt": ALT}, r"wanted edges as \(from, to\).*got \('a',\)"),
        (EDGES, {"alt": ALT, "local": {"+": "1"}}, "for nodes of the edges, got '\\+'"),
    ],
)
def test_a_graph_that_cannot_be_drawn_is_refused(edges, options, message):
    with pytest.raises(ValueError, match=message):
        graph(edges, **options)


def moving(limits):
    import matplotlib.pyplot as plt

    for number, limit in enumerate(limits):
        fig, ax = plt.subplots(figsize=(3, 2))
        ax.plot([0, 1], [0, number])
        ax.set(xlim=(0, 1), ylim=(0, limit))
        yield fig


def applied(first, changes):
    lines = first.split("\n")
    for start, count, text in reversed(changes):
        lines[start : start + count] = [text] if text else []
    return "\n".join(lines)


def test_frames_are_the_first_one_and_what_changes():
    import json
    from html import unescape

    alt = "A line that becomes steeper from frame to frame."
    html = frames(moving([3, 3, 3]), ["flat", "up", "steep"], alt=alt)
    page, files = without_frames(html, "../")
    ((place, text),) = files.items()
    assert f'data-count="3" data-frames="../{place}"' in page
    told = json.loads(text)
    assert told["labels"] == ["flat", "up", "steep"]
    assert told["first"] in unescape(html)
    whole = [applied(told["first"], changes) for changes in told["changes"]]
    assert whole[0] == told["first"]
    assert len(set(whole)) == 3
    assert all(svg.startswith("<svg") and svg.endswith("</svg>") for svg in whole)
    assert frame_problems(files) == []


def test_frames_that_do_not_share_their_axes_are_refused():
    with pytest.raises(ValueError, match="wanted frames that share their axes"):
        frames(moving([3, 4]), ["a", "b"], alt="A line in two frames of other axes.")
    with pytest.raises(ValueError, match="a label each, got 2 frames and 1 labels"):
        frames(moving([3, 3]), ["a"], alt="A line in two frames of one label.")


def test_frames_that_weigh_too_much_are_named():
    import random

    noise = "".join(random.Random(0).choices("abcdefghijklmnopqrstuvwxyz", k=3 * MOST))
    (problem,) = frame_problems({"a": noise})
    assert (
        "wanted moving pictures of 40000 bytes at most on a page, packed, got"
        in problem
    )


@pytest.mark.reads("docs")
def test_every_question_of_the_site_keeps_its_budget():
    docs = Path(__file__).parent.parent / "docs"
    assert budget_problems(docs) == []
