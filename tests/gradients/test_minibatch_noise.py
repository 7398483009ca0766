"""The noise of a mini-batch, against every batch that there is."""

import itertools

import numpy as np
import pytest

from worked.gradients.minibatch_noise.with_numpy import (
    minibatch_noise,
    noise_scale,
    per_example_gradients,
)

rng = np.random.default_rng(0)
grads = rng.normal(size=(6, 3)) + 0.5
full = grads.mean(0)


def relative_error(batches):
    means = np.array([grads[list(batch)].mean(0) for batch in batches])
    np.testing.assert_allclose(means.mean(0), full, rtol=1e-12)  # without bias
    return np.sqrt(np.square(means - full).sum(1).mean() / np.square(full).sum())


@pytest.mark.parametrize("size", range(1, 7))
def test_every_batch_without_replacement(size):
    batches = itertools.combinations(range(6), size)
    found = minibatch_noise(grads, size)
    np.testing.assert_allclose(found, relative_error(batches), rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("size", range(1, 6))
def test_every_batch_with_replacement(size):
    batches = itertools.product(range(6), repeat=size)
    found = minibatch_noise(grads, size, replacement=True)
    np.testing.assert_allclose(found, relative_error(batches), rtol=1e-10)


def test_four_times_the_batch_has_half_the_error():
    for size in (1, 3, 50):
        small, large = (minibatch_noise(grads, k * size, True) for k in (1, 4))
        np.testing.assert_allclose(small, 2 * large, rtol=1e-12)


def test_at_the_noise_scale_the_error_is_as_large_as_the_gradient():
    scaled = grads / grads.std(0) * 2 ** np.arange(3)
    scale = noise_scale(scaled)
    np.testing.assert_allclose(minibatch_noise(scaled, scale, True), 1.0, rtol=1e-12)


def test_a_million_rows_in_float32_keep_their_digits():
    drawn = rng.normal(size=(1_000_000, 1)) + 3
    wide, narrow = noise_scale(drawn), noise_scale(drawn.astype(np.float32))
    assert narrow.dtype == np.float32
    np.testing.assert_allclose(narrow, wide, rtol=1e-5)


@pytest.mark.torch
def test_the_mean_of_the_single_gradients_is_that_of_the_batch():
    import torch
    import torch.nn.functional as F

    x, y = rng.normal(size=(9, 4)), rng.integers(0, 3, size=9)
    shapes = ((5, 4), (5,), (3, 5), (3,))
    params = [rng.normal(size=shape) for shape in shapes]
    leaves = [torch.tensor(p, requires_grad=True) for p in params]
    hidden = torch.tanh(F.linear(torch.tensor(x), *leaves[:2]))
    loss = F.cross_entropy(F.linear(hidden, *leaves[2:]), torch.tensor(y))
    wanted = torch.autograd.grad(loss, leaves)
    found = per_example_gradients(x, y, *params)
    for ours, theirs in zip(found, wanted, strict=True):
        np.testing.assert_allclose(ours.mean(0), theirs.numpy(), rtol=1e-10, atol=1e-13)
