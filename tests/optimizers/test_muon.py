"""Muon against the library's own code without its bfloat16, and what it does to a matrix."""

import numpy as np
import pytest

from worked.optimizers.muon.with_numpy import muon

SHAPES = [(4, 6), (6, 4), (5, 5)]
OPTIONS = [
    {},
    {"lr": 0.1, "weight_decay": 0.0},
    {"lr": 0.1, "nesterov": False, "momentum": 0.5},
    {"lr": 0.1, "ns_steps": 3, "ns_coefficients": (1.875, -1.25, 0.375)},
    {"lr": 0.1, "adjust_lr_fn": "match_rms_adamw"},
    {"lr": 0.1, "adjust_lr_fn": "original", "eps": 0.5},
]


def descended(shape, options, matrix):
    """Return the weights after each of 25 steps towards a matrix, (25, M, N)."""
    weight, state, path = np.zeros(shape), None, []
    for _ in range(25):
        weight, state = muon(weight, 2 * (weight - matrix), state, **options)
        path.append(weight)
    return np.array(path)


def by_the_library(shape, options, matrix):
    import torch

    parameter = torch.zeros(shape, dtype=torch.float64, requires_grad=True)
    optimizer, path = torch.optim.Muon([parameter], **options), []
    for _ in range(25):
        optimizer.zero_grad()
        (parameter - torch.tensor(matrix)).square().sum().backward()
        optimizer.step()
        path.append(parameter.detach().numpy().copy())
    return np.array(path)


@pytest.mark.torch
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("options", OPTIONS)
def test_without_bfloat16_the_trajectory_is_that_of_the_library(
    shape, options, monkeypatch
):
    import torch

    matrix = np.random.default_rng(0).normal(size=shape)
    monkeypatch.setattr(torch.Tensor, "bfloat16", torch.Tensor.clone)
    wanted = by_the_library(shape, options, matrix)
    got = descended(shape, options, matrix)
    np.testing.assert_allclose(got, wanted, rtol=1e-7, atol=1e-10)


@pytest.mark.torch
@pytest.mark.parametrize("shape", SHAPES)
def test_with_bfloat16_the_library_stays_near(shape):
    matrix = np.random.default_rng(0).normal(size=shape)
    wanted = by_the_library(shape, {"lr": 0.02}, matrix)
    got = descended(shape, {"lr": 0.02}, matrix)
    assert 1e-6 < np.abs(got - wanted).max() < 0.02 * 0.5


@pytest.mark.parametrize("shape", SHAPES)
def test_the_singular_values_of_a_step_are_near_one(shape):
    rng = np.random.default_rng(1)
    for _ in range(20):
        slope = rng.normal(size=shape)
        moved, _ = muon(
            np.zeros(shape), slope, lr=1.0, weight_decay=0.0, adjust_lr_fn=None
        )
        values = np.linalg.svd(moved / max(1, shape[0] / shape[1]) ** 0.5)[1]
        share = np.linalg.svd(slope)[1] / np.linalg.norm(slope)
        assert (np.abs(values[share > 0.02] - 0.95) < 0.3).all()


def test_the_step_turns_with_its_gradient_and_ignores_its_scale():
    rng = np.random.default_rng(2)
    slope = rng.normal(size=(4, 6))
    left = np.linalg.qr(rng.normal(size=(4, 4)))[0]
    right = np.linalg.qr(rng.normal(size=(6, 6)))[0]
    moved, _ = muon(np.zeros((4, 6)), slope)
    turned, _ = muon(np.zeros((4, 6)), 1e3 * left @ slope @ right)
    np.testing.assert_allclose(turned, left @ moved @ right, atol=1e-12)


def test_the_arguments_stay_as_they_were():
    rng = np.random.default_rng(3)
    weight, slope, state = rng.normal(size=(3, 4, 6))
    kept = [array.copy() for array in (weight, slope, state)]
    moved, after = muon(weight, slope, state)
    moved *= 0
    after *= 0
    _, first = muon(weight, slope)
    first *= 0
    np.testing.assert_array_equal([weight, slope, state], kept)
