"""Adam along whole trajectories, the length of its first step, and where AMSGrad differs."""

import numpy as np
import pytest

from worked.optimizers.adam.with_numpy import adam

rng = np.random.default_rng(0)
inputs = rng.normal(size=(40, 4)) * [0.01, 1.0, 10.0, 1.0]
targets = inputs @ np.array([1.0, -2.0, 0.5, 3.0]) + 0.1 * rng.normal(size=40)
batches = np.random.default_rng(1).integers(0, 40, size=(60, 8))

OPTIONS = [
    {},
    {"lr": 0.1},
    {"lr": 0.05, "betas": (0.5, 0.9)},
    {"lr": 0.05, "betas": (0.0, 0.99), "eps": 1e-2},
    {"lr": 0.05, "weight_decay": 0.3},
    {"lr": 0.05, "amsgrad": True},
    {"lr": 0.05, "amsgrad": True, "weight_decay": 0.1, "maximize": True},
]


def gradient(weight, rows):
    error = inputs[rows] @ weight - targets[rows]  # (B,)
    return 2 / len(rows) * error @ inputs[rows]  # (4,)


@pytest.mark.torch
@pytest.mark.parametrize("options", OPTIONS)
def test_the_trajectory_is_that_of_the_library(options):
    import torch

    weight, state = np.zeros(4), None
    parameter = torch.zeros(4, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([parameter], **options)
    for step, rows in enumerate(batches, start=1):
        weight, state = adam(weight, gradient(weight, rows), state, step, **options)
        optimizer.zero_grad()
        error = torch.tensor(inputs[rows]) @ parameter - torch.tensor(targets[rows])
        error.square().mean().backward()
        optimizer.step()
        np.testing.assert_allclose(
            weight, parameter.detach().numpy(), rtol=1e-9, atol=1e-12
        )


@pytest.mark.torch
def test_the_state_holds_the_moments_of_the_library():
    import torch

    weight, state = np.zeros(4), None
    parameter = torch.zeros(4, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([parameter])
    for step, rows in enumerate(batches[:10], start=1):
        slope = gradient(weight, rows)
        weight, state = adam(weight, slope, state, step)
        parameter.grad = torch.tensor(slope)
        optimizer.step()
        if step in (1, 2, 10):
            kept = optimizer.state[parameter]
            moments = [kept["exp_avg"].numpy(), kept["exp_avg_sq"].numpy()]
            np.testing.assert_allclose(state, moments, rtol=1e-12)
        if step == 1:  # the corrections give back the gradient and its square
            corrected = state / np.array([[1 - 0.9], [1 - 0.999]])
            np.testing.assert_allclose(corrected, [slope, slope**2])


def test_the_arguments_stay_as_they_were():
    weight, slope = np.ones(3), np.full(3, 2.0)
    _, state = adam(weight, slope, weight_decay=0.1)
    before = state.copy()
    _, after = adam(weight, slope, state, 2, amsgrad=False, maximize=True)
    after *= 0
    np.testing.assert_array_equal([weight, slope], [np.ones(3), np.full(3, 2.0)])
    np.testing.assert_array_equal(state, before)


@pytest.mark.parametrize("size", [1e-4, 1.0, 1e4])
def test_a_constant_gradient_gives_steps_of_the_rate_whatever_its_size(size):
    weight, state = np.zeros(1), None
    for step in range(1, 51):
        weight, state = adam(weight, np.full(1, size), state, step, lr=0.1, eps=0.0)
        np.testing.assert_allclose(weight, -0.1 * step)


def ended(amsgrad):
    """Return where a problem of Reddi et al. ends: slope 1010, then -10 a hundred times."""
    weight, state = np.zeros(1), None
    for step in range(1, 30301):
        slope = np.array([1010.0 if step % 101 == 1 else -10.0])
        weight, state = adam(
            weight,
            slope,
            state,
            step,
            0.5 / step**0.5,
            (0.9, 0.99),
            1e-8,
            amsgrad=amsgrad,
        )
        weight = np.clip(weight, -1, 1)
    return weight[0]


def test_adam_climbs_where_amsgrad_descends():
    assert ended(amsgrad=False) > 0.9  # the mean slope is positive: -1 is best
    assert ended(amsgrad=True) < -0.9
