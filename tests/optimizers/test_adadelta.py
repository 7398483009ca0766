"""AdaDelta along whole trajectories, and what its epsilon decides."""

import numpy as np
import pytest
from optimizers.trajectories import assert_untouched, ours, theirs

from worked.optimizers.adadelta.with_numpy import adadelta

OPTIONS = [
    {},
    {"lr": 0.5, "rho": 0.5},
    {"rho": 0.99, "eps": 1e-3},
    {"rho": 0.0},
    {"weight_decay": 0.3},
    {"weight_decay": 0.3, "maximize": True},
]


@pytest.mark.torch
@pytest.mark.parametrize("options", OPTIONS)
def test_the_trajectory_is_that_of_the_library(options):
    import torch

    wanted = theirs(torch.optim.Adadelta, options)
    got = ours(adadelta, options, counts=False)
    np.testing.assert_allclose(got, wanted, rtol=1e-9, atol=1e-12)


def test_the_arguments_stay_as_they_were():
    assert_untouched(adadelta, weight_decay=0.1)


@pytest.mark.parametrize("size", [1.0, 1e4])
def test_epsilon_decides_the_first_step_whatever_the_gradient(size):
    for eps in (1e-6, 1e-4):
        moved, _ = adadelta(np.zeros(1), np.full(1, size), eps=eps)
        np.testing.assert_allclose(-moved, (eps / 0.1) ** 0.5, rtol=1e-3)


def test_the_step_scales_with_the_parameter_and_not_with_the_gradient():
    # Twice the loss, half the unit of the weight: without epsilon the path is the same.
    rng = np.random.default_rng(0)
    state = np.square(rng.normal(size=(2, 3)))
    slope = rng.normal(size=3)
    moved, _ = adadelta(np.zeros(3), slope, state, eps=0.0)
    louder = state * [[49.0], [1.0]]
    same, _ = adadelta(np.zeros(3), 7 * slope, louder, eps=0.0)
    np.testing.assert_allclose(same, moved)
