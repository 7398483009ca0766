"""Stochastic gradient descent along a whole trajectory, and where it stops converging."""

import numpy as np
import pytest

from worked.optimizers.sgd.with_numpy import sgd

rng = np.random.default_rng(0)
inputs = rng.normal(size=(40, 4))
targets = inputs @ np.array([1.0, -2.0, 0.5, 3.0]) + 0.1 * rng.normal(size=40)


def gradient(weight, rows):
    error = inputs[rows] @ weight - targets[rows]  # (B,)
    return 2 / len(rows) * error @ inputs[rows]  # (4,)


def batches(steps, size):
    order = np.random.default_rng(1)
    return [order.choice(40, size, replace=False) for _ in range(steps)]


@pytest.mark.torch
@pytest.mark.parametrize(("lr", "size"), [(1e-3, 40), (0.05, 8), (0.2, 1)])
def test_the_trajectory_is_that_of_the_library(lr, size):
    import torch

    weight = np.zeros(4)
    parameter = torch.zeros(4, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([parameter], lr=lr)
    for rows in batches(25, size):
        weight = sgd(weight, gradient(weight, rows), lr)
        optimizer.zero_grad()
        error = torch.tensor(inputs[rows]) @ parameter - torch.tensor(targets[rows])
        error.square().mean().backward()
        optimizer.step()
        np.testing.assert_allclose(
            weight, parameter.detach().numpy(), rtol=1e-12, atol=1e-14
        )


def test_the_full_gradient_finds_the_least_squares():
    weight = np.zeros(4)
    for _ in range(500):
        weight = sgd(weight, gradient(weight, np.arange(40)), 0.1)
    best = np.linalg.lstsq(inputs, targets)[0]
    np.testing.assert_allclose(weight, best, rtol=1e-9)


@pytest.mark.parametrize(("lr", "grows"), [(0.19, False), (0.21, True)])
def test_on_a_parabola_the_rate_must_stay_below_two_over_the_curvature(lr, grows):
    weight = np.array([1.0])
    for _ in range(25):
        weight = sgd(weight, 10 * weight, lr)  # curvature 10: the bound is 0.2
    assert (abs(weight[0]) > 1) == grows
