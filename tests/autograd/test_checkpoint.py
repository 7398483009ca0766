"""Checkpoints change what is stored and computed, and nothing else."""

import numpy as np
import pytest

from worked.autograd.checkpoint import with_numpy
from worked.autograd.checkpoint.with_numpy import checkpointed_chain_backward

rng = np.random.default_rng(0)
x, upstream = rng.normal(size=(2, 5, 3))
weight = rng.normal(0, 0.6, size=(12, 3, 3))


@pytest.mark.parametrize("segment", range(1, 14))
def test_every_segment_gives_the_same_gradient_to_the_bit(segment):
    plain = checkpointed_chain_backward(upstream, x, weight, 12)
    saved = checkpointed_chain_backward(upstream, x, weight, segment)
    for got, wanted in zip(saved, plain, strict=True):
        np.testing.assert_array_equal(got, wanted)


@pytest.mark.parametrize(("segment", "layers"), [(12, 12), (4, 20), (3, 21), (1, 23)])
def test_all_layers_but_those_of_the_last_segment_run_twice(
    monkeypatch, segment, layers
):
    run, forward = [], with_numpy._forward

    def counted(hidden, block):
        run.append(len(block))
        return forward(hidden, block)

    monkeypatch.setattr(with_numpy, "_forward", counted)
    checkpointed_chain_backward(upstream, x, weight, segment)
    assert sum(run) == layers
