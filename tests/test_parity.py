"""Every case of every concept: NumPy against PyTorch, in values, gradients and float32."""

import pytest

from worked import checking
from worked.checking import agreement, concepts
from worked.checking.checks import is_compared

pytestmark = pytest.mark.torch

PAIRS = [
    pytest.param(concept, case, id=f"{concept.name}: {case.name}")
    for concept in concepts()
    if not concept.no_torch
    for case in concept.cases
]
COMPARED = [pair for pair in PAIRS if is_compared(pair.values[1])]
REFUSED = [pair for pair in PAIRS if pair.values[1].error is not None]
GRADED = [pair for pair in COMPARED if checking.has_gradient(*pair.values)]
SINGLE = [pair for pair in COMPARED if not pair.values[1].no_float32]
ANCHORED = [pair for pair in COMPARED if pair.values[1].source]


@pytest.mark.parametrize(("concept", "case"), COMPARED)
def test_values(concept, case):
    checking.check_values(concept, case)


@pytest.mark.parametrize(("concept", "case"), GRADED)
def test_gradients(concept, case):
    checking.check_gradients(concept, case)


@pytest.mark.parametrize(("concept", "case"), SINGLE)
def test_float32(concept, case):
    checking.check_float32(concept, case)


@pytest.mark.parametrize(("concept", "case"), ANCHORED)
def test_anchor_of_the_library(concept, case):
    checking.check_anchor(concept, case, torch_side=True)


@pytest.mark.parametrize(("concept", "case"), REFUSED)
def test_library_refusal(concept, case):
    checking.check_library_refusal(concept, case)


@pytest.mark.parametrize(
    "concept", [pytest.param(c, id=c.name) for c in concepts() if not c.no_torch]
)
def test_receipt_counts_every_case(concept):
    figures = agreement(concept)
    varying = sum(bool(case.torch_varies) for case in concept.cases)
    assert figures.cases + figures.refusals + varying == len(concept.cases)
    assert figures.value <= max(1e-6, figures.atol)  # a looser bound has its reason
    assert figures.gradient <= 1e-6
