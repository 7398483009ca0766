"""AdamW along whole trajectories, and what its decay does that Adam's does not."""

import numpy as np
import pytest
from optimizers.trajectories import assert_untouched, ours, theirs

from worked.optimizers.adam.with_numpy import adam
from worked.optimizers.adamw.with_numpy import adamw

OPTIONS = [
    {},
    {"lr": 0.1},
    {"lr": 0.05, "weight_decay": 0.3},
    {"lr": 0.05, "betas": (0.5, 0.9), "eps": 1e-2, "weight_decay": 1.0},
    {"lr": 0.05, "amsgrad": True, "weight_decay": 0.1},
    {"lr": 0.05, "maximize": True, "weight_decay": 0.1},
]


@pytest.mark.torch
@pytest.mark.parametrize("options", OPTIONS)
def test_the_trajectory_is_that_of_the_library(options):
    import torch

    wanted = theirs(torch.optim.AdamW, options)
    np.testing.assert_allclose(ours(adamw, options), wanted, rtol=1e-9, atol=1e-12)


def test_the_arguments_stay_as_they_were():
    assert_untouched(adamw, step=1, weight_decay=0.1)


def test_without_decay_it_is_adam():
    options = {"lr": 0.05, "betas": (0.8, 0.9)}
    plain = ours(adam, options)
    np.testing.assert_array_equal(ours(adamw, {**options, "weight_decay": 0.0}), plain)


@pytest.mark.parametrize(("optimizer", "alike"), [(adamw, True), (adam, False)])
def test_only_the_decoupled_decay_shrinks_all_weights_by_the_same_share(
    optimizer, alike
):
    # Gradients of sizes 0.1 and 10 that change their sign at each step move nothing themselves.
    weight, state = np.ones(2), None
    for step in range(1, 2001):
        slope = np.array([0.1, 10.0]) * (-1) ** step
        weight, state = optimizer(
            weight, slope, state, step, lr=1e-3, betas=(0.0, 0.999), weight_decay=0.1
        )
    assert (abs(weight[0] / weight[1] - 1) < 1e-9) == alike
    if alike:
        np.testing.assert_allclose(weight, (1 - 1e-4) ** 2000, rtol=2e-2)
