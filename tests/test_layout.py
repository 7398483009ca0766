"""The files of every concept are where and what the design says."""

import pytest

from site_builder.publishing.layout import layout_problems


@pytest.mark.reads("docs", "worked")
def test_layout():
    problems = layout_problems()
    assert not problems, "\n" + "\n".join(problems)
