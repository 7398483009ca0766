"""A fold's line states its result: its numbers are found in what stands beneath."""

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
