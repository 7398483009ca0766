"""The files of every concept are where and what the design says."""

from site_builder.publishing.layout import layout_problems


def test_layout():
    problems = layout_problems()
    assert not problems, "\n" + "\n".join(problems)
