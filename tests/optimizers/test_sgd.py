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


OPTIONS = [
    ({"lr": 1e-3}, 40),
    ({"lr": 0.05}, 8),
    ({"lr": 0.2}, 1),
    ({"lr": 0.02, "momentum": 0.9}, 8),
    ({"lr": 0.02, "momentum": 0.5, "dampening": 0.5}, 8),
    ({"lr": 0.02, "momentum": 0.9, "nesterov": True}, 8),
    ({"lr": 0.02, "momentum": 0.9, "weight_decay": 0.3}, 40),
    ({"lr": 0.02, "momentum": 0.9, "weight_decay": 0.3, "nesterov": True}, 1),
    ({"lr": 0.05, "weight_decay": 0.3}, 8),
    ({"lr": 1e-3, "maximize": True}, 8),
    ({"lr": 1e-3, "momentum": 0.9, "weight_decay": 0.1, "maximize": True}, 8),
]


@pytest.mark.torch
@pytest.mark.parametrize(("options", "size"), OPTIONS)
def test_the_trajectory_is_that_of_the_library(options, size):
    import torch

    weight, state = np.zeros(4), None
    parameter = torch.zeros(4, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([parameter], **options)
    for rows in batches(25, size):
        weight, state = sgd(weight, gradient(weight, rows), state, **options)
        optimizer.zero_grad()
        error = torch.tensor(inputs[rows]) @ parameter - torch.tensor(targets[rows])
        error.square().mean().backward()
        optimizer.step()
        np.testing.assert_allclose(
            weight, parameter.detach().numpy(), rtol=1e-12, atol=1e-14
        )


@pytest.mark.torch
def test_a_rate_and_a_momentum_that_change_on_the_way():
    import torch

    weight, state = np.zeros(4), None
    parameter = torch.zeros(4, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([parameter], lr=1.0, momentum=0.5)
    for number, rows in enumerate(batches(25, 8)):
        options = {"lr": 0.05 / (1 + number), "momentum": 0.5 + 0.01 * number}
        weight, state = sgd(weight, gradient(weight, rows), state, **options)
        optimizer.param_groups[0].update(options)
        parameter.grad = torch.tensor(gradient(parameter.detach().numpy(), rows))
        optimizer.step()
        np.testing.assert_allclose(
            weight, parameter.detach().numpy(), rtol=1e-12, atol=1e-14
        )


def test_momentum_reaches_its_final_velocity():
    weight, state = np.zeros(1), None
    for _ in range(300):
        weight, state = sgd(weight, np.ones(1), state, lr=0.1, momentum=0.9)
    np.testing.assert_allclose(state, 1 / (1 - 0.9))


def test_the_arguments_stay_as_they_were():
    weight, slope = np.ones(3), np.full(3, 2.0)
    _, state = sgd(weight, slope, momentum=0.9, weight_decay=0.1)
    _, after = sgd(weight, slope, state, momentum=0.9)
    state *= 0
    after *= 0
    np.testing.assert_array_equal([weight, slope], [np.ones(3), np.full(3, 2.0)])
    plain = sgd(weight, slope)[1]
    plain *= 0
    np.testing.assert_array_equal(slope, np.full(3, 2.0))


def test_the_full_gradient_finds_the_least_squares():
    weight = np.zeros(4)
    for _ in range(500):
        weight, _ = sgd(weight, gradient(weight, np.arange(40)), lr=0.1)
    best = np.linalg.lstsq(inputs, targets)[0]
    np.testing.assert_allclose(weight, best, rtol=1e-9)


@pytest.mark.parametrize(("lr", "grows"), [(0.19, False), (0.21, True)])
def test_on_a_parabola_the_rate_must_stay_below_two_over_the_curvature(lr, grows):
    weight = np.array([1.0])
    for _ in range(25):
        weight, _ = sgd(weight, 10 * weight, lr=lr)  # curvature 10: the bound is 0.2
    assert (abs(weight[0]) > 1) == grows
