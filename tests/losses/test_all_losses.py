"""What holds for every loss, and the shared cases that every loss takes."""

import numpy as np
import pytest

from worked.checking import Case, concepts
from worked.checking.samples import losses

LOSSES = [pytest.param(c, id=c.slug) for c in concepts() if c.family == "losses"]
EMPTY = [
    pytest.param(concept, case, id=f"{concept.slug}: {case.name}")
    for concept in concepts()
    if concept.family == "losses"
    for case in concept.cases
    if case.error is None
    and any(isinstance(a, np.ndarray) and a.size == 0 for a in case.args.values())
]
SHARED = {"mean", "sum", "none", "one example", "not contiguous", "float16"}
SHARED |= {"empty batch, none", "misspelt reduction", "integers"}


@pytest.mark.parametrize("concept", LOSSES)
def test_every_loss_takes_the_shared_cases(concept):
    assert {case.name for case in concept.cases} >= SHARED


def test_every_loss_has_an_empty_batch():
    assert {p.values[0].slug for p in EMPTY} == {p.values[0].slug for p in LOSSES}


# The checks silence 0/0, which some cases ask for; here a warning is an error.
@pytest.mark.parametrize(("concept", "case"), EMPTY)
def test_an_empty_batch_gives_no_warning(concept, case):
    function = getattr(concept.numpy, concept.slug)
    backward = getattr(concept.numpy, f"{concept.slug}_backward")
    answer = function(**case.args)
    backward(np.ones(np.shape(answer)), **case.args)
    if case.args.get("reduction", "mean") == "mean":
        assert np.isnan(answer)


def test_the_mean_over_no_target_that_counts_gives_no_warning():
    from worked.losses.cross_entropy.with_numpy import cross_entropy
    from worked.losses.nll_loss.with_numpy import nll_loss

    for loss in (cross_entropy, nll_loss):
        assert np.isnan(loss(np.zeros((2, 3)), np.full(2, -100)))


def draw(rng, shape):
    return {"input": rng.normal(size=shape), "target": rng.normal(size=shape)}


def test_the_case_that_is_not_contiguous_is_not():
    case = next(c for c in losses.paired(draw) if c.name == "not contiguous")
    assert isinstance(case, Case)
    for array in case.args.values():
        assert not array.flags.c_contiguous
        assert not array.flags.f_contiguous
