"""Reduce on plateau over whole lists of losses, against the library's scheduler."""

import numpy as np
import pytest

from worked.schedules.reduce_lr_on_plateau.with_numpy import reduce_lr_on_plateau

OPTIONS = [
    {},
    {"patience": 0},
    {"patience": 3, "factor": 0.5},
    {"patience": 2, "factor": 0.5, "cooldown": 4},
    {"patience": 2, "threshold": 0.05},
    {"patience": 2, "threshold": 0.05, "threshold_mode": "abs"},
    {"patience": 1, "factor": 0.3, "min_lr": 0.01},
    {"patience": 1, "mode": "max", "threshold_mode": "abs", "threshold": 0.01},
    {"patience": 1, "factor": 0.5, "eps": 0.02},
]


def losses(seed):
    rng = np.random.default_rng(seed)
    return np.exp(-np.arange(120) / 15) + 0.1 * rng.uniform(size=120)


@pytest.mark.torch
@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("seed", [0, 1])
def test_the_rates_of_all_epochs_are_those_of_the_library(options, seed):
    import torch

    optimizer = torch.optim.SGD([torch.zeros(1)], lr=0.4)
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, **options)
    lr, state = 0.4, None
    for loss in losses(seed):
        lr, state = reduce_lr_on_plateau(loss, lr, state, **options)
        scheduler.step(loss)
        np.testing.assert_allclose(lr, optimizer.param_groups[0]["lr"], rtol=1e-12)
    assert lr < 0.4


def test_a_metric_below_zero_with_a_relative_threshold():
    """What the documentation of the function warns of: worse counts as better."""
    _, state = reduce_lr_on_plateau(-1.0, 0.1)
    _, worse = reduce_lr_on_plateau(-0.99995, 0.1, state)
    np.testing.assert_array_equal(worse, [-0.99995, 0, 0])
    _, right = reduce_lr_on_plateau(-0.99995, 0.1, state, threshold_mode="abs")
    np.testing.assert_array_equal(right, [-1.0, 1, 0])


def test_the_state_stays_as_it_was():
    state = np.array([0.5, 3.0, 0.0])
    reduce_lr_on_plateau(1.0, 0.1, state, patience=3)
    np.testing.assert_array_equal(state, [0.5, 3.0, 0.0])
