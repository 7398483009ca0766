"""Lion along whole trajectories, and its steps of one length."""

import numpy as np
import pytest
from optimizers.trajectories import BATCHES, assert_untouched, gradient, ours

from worked.optimizers.lion.with_numpy import lion

OPTIONS = [
    {},
    {"lr": 0.05},
    {"lr": 0.05, "betas": (0.5, 0.9)},
    {"lr": 0.05, "betas": (0.95, 0.98), "weight_decay": 0.3},
]


@pytest.mark.torch
@pytest.mark.parametrize("options", OPTIONS)
def test_both_sides_have_one_trajectory(options):
    import torch

    from worked.optimizers.lion.with_torch import lion as with_torch

    weight, state, path = torch.zeros(4, dtype=torch.float64), None, []
    for rows in BATCHES:
        slope = torch.tensor(gradient(weight.numpy(), rows))
        weight, state = with_torch(weight, slope, state, **options)
        path.append(weight.numpy())
    got = ours(lion, options, counts=False)
    np.testing.assert_allclose(got, np.array(path), rtol=1e-9, atol=1e-12)


def test_the_arguments_stay_as_they_were():
    assert_untouched(lion, weight_decay=0.1)


def test_every_coordinate_moves_by_the_rate_in_every_step():
    path = ours(lion, {"lr": 0.05}, counts=False)
    np.testing.assert_allclose(np.abs(np.diff(path, axis=0)), 0.05)
