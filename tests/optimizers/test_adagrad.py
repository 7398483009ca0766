"""AdaGrad along whole trajectories, and how its step falls."""

import numpy as np
import pytest
from optimizers.trajectories import assert_untouched, ours, theirs

from worked.optimizers.adagrad.with_numpy import adagrad

OPTIONS = [
    {},
    {"lr": 0.5},
    {"lr": 0.5, "lr_decay": 0.1},
    {"lr": 0.5, "initial_accumulator_value": 2.0, "eps": 1e-3},
    {"lr": 0.5, "weight_decay": 0.3, "lr_decay": 0.01},
    {"lr": 0.05, "weight_decay": 0.3, "maximize": True},
]


@pytest.mark.torch
@pytest.mark.parametrize("options", OPTIONS)
def test_the_trajectory_is_that_of_the_library(options):
    import torch

    wanted = theirs(torch.optim.Adagrad, options)
    np.testing.assert_allclose(ours(adagrad, options), wanted, rtol=1e-9, atol=1e-12)


def test_the_arguments_stay_as_they_were():
    assert_untouched(adagrad, step=1, weight_decay=0.1)


@pytest.mark.parametrize("size", [1e-4, 1.0, 1e4])
def test_a_constant_gradient_gives_steps_that_fall_as_one_over_the_root(size):
    weight, state = np.zeros(1), None
    for step in range(1, 101):
        old = weight
        weight, state = adagrad(weight, np.full(1, size), state, step, lr=0.1, eps=0.0)
        np.testing.assert_allclose(old - weight, 0.1 / step**0.5)
