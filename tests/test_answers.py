"""What answers are made of: folds whose line states their result, and tables."""

from site_builder.publishing import table
from site_builder.publishing.folds import fold_problems

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
