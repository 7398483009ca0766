"""Every case of every concept on the NumPy side alone: anchors, differences, refusals."""

import pytest

from worked import checking
from worked.checking import concepts

PAIRS = [
    pytest.param(concept, case, id=f"{concept.name}: {case.name}")
    for concept in concepts()
    for case in concept.cases
]
ANSWERED = [pair for pair in PAIRS if pair.values[1].error is None]
REFUSED = [pair for pair in PAIRS if pair.values[1].error is not None]
ANCHORED = [pair for pair in ANSWERED if pair.values[1].source]
SMOOTH = [
    pair
    for pair in ANSWERED
    if checking.has_gradient(*pair.values) and not pair.values[1].no_differences
]


@pytest.mark.parametrize(("concept", "case"), ANCHORED)
def test_anchor(concept, case):
    checking.check_anchor(concept, case, torch_side=False)


@pytest.mark.parametrize(("concept", "case"), SMOOTH)
def test_central_differences(concept, case):
    checking.check_differences(concept, case)


@pytest.mark.parametrize(("concept", "case"), REFUSED)
def test_refusal(concept, case):
    checking.check_refusal(concept, case)
