"""The files of every concept are where and what the design says."""

from worked.checking import layout_problems


def test_layout():
    assert layout_problems() == []
