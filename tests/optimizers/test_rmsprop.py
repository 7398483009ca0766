"""RMSprop along whole trajectories, and the length of its steps."""

import numpy as np
import pytest
from optimizers.trajectories import assert_untouched, ours, theirs

from worked.optimizers.rmsprop.with_numpy import rmsprop

OPTIONS = [
    {},
    {"lr": 0.05, "alpha": 0.9},
    {"lr": 0.05, "alpha": 0.9, "momentum": 0.9},
    {"lr": 0.05, "alpha": 0.9, "centered": True, "eps": 1e-3},
    {"lr": 0.05, "centered": True, "momentum": 0.5, "weight_decay": 0.1, "eps": 1e-3},
    {"lr": 0.05, "weight_decay": 0.3, "maximize": True},
]


@pytest.mark.torch
@pytest.mark.parametrize("options", OPTIONS)
def test_the_trajectory_is_that_of_the_library(options):
    import torch

    wanted = theirs(torch.optim.RMSprop, options)
    got = ours(rmsprop, options, counts=False)
    np.testing.assert_allclose(got, wanted, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    "options", [{}, {"centered": True, "momentum": 0.9, "eps": 1.0}]
)
def test_the_arguments_stay_as_they_were(options):
    assert_untouched(rmsprop, weight_decay=0.1, **options)


@pytest.mark.parametrize("size", [1e-4, 1.0, 1e4])
def test_the_first_step_is_long_and_the_last_ones_are_the_rate(size):
    weight, state, path = np.zeros(1), None, [0.0]
    for _ in range(1000):
        weight, state = rmsprop(weight, np.full(1, size), state, lr=0.1, eps=0.0)
        path.append(weight[0])
    lengths = -np.diff(path)
    np.testing.assert_allclose(lengths[0], 0.1 / (1 - 0.99) ** 0.5)
    np.testing.assert_allclose(lengths[-1], 0.1, rtol=1e-3)
