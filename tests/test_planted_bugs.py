"""Bugs planted into every concept are caught by its cases, or known to change nothing."""

import pytest
from planting import Planted, is_caught, planted_bugs

from worked.checking import concepts

pytestmark = pytest.mark.torch

# Planted code that computes the same: concept, bug, why. A survivor that is not listed here fails,
# and so does an entry that no longer survives.
EQUIVALENT: dict[tuple[str, str], str] = {
    (
        "autograd/gradcheck",
        "gradcheck times 1.01",
    ): "a verdict, true or false, has no scale",
    (
        "data/one_hot",
        "one_hot times 1.01",
    ): "in whole numbers 1.01 is 1 again",
    (
        "data/pad_mask",
        "pad_mask times 1.01",
    ): "true times 1.01 is true",
}


@pytest.mark.parametrize(
    "concept", [pytest.param(c, id=c.name) for c in concepts() if not c.no_torch]
)
def test_planted_bugs_are_caught(concept, record_property):
    assert not is_caught(concept, Planted("nothing", concept.numpy))
    bugs = list(planted_bugs(concept))
    survivors = {
        (concept.name, bug.what) for bug in bugs if not is_caught(concept, bug)
    }
    assert bugs
    record_property("planted", len(bugs))
    known = {key for key in EQUIVALENT if key[0] == concept.name}
    assert survivors == known
