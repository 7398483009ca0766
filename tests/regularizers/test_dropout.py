"""Dropout keeps the mean, and is the library's for the mask that the library drew."""

import numpy as np
import pytest

from worked.regularizers.dropout.with_numpy import dropout, dropout_backward

rng = np.random.default_rng(0)


@pytest.mark.parametrize("p", [0.1, 0.3, 0.5, 0.9])
def test_the_mean_over_masks_is_the_input(p):
    count = 200_000
    masks = rng.random(count) >= p
    found = dropout(np.full(count, 3.0), masks, p)
    spread = 3 * (p / (1 - p) / count) ** 0.5  # of the mean
    assert abs(found.mean() - 3) < 5 * spread
    np.testing.assert_allclose(found.var(), 9 * p / (1 - p), rtol=0.05)


def test_at_test_time_nothing_happens_and_nothing_is_shared():
    x = rng.normal(size=5)
    found = dropout(x, training=False)
    np.testing.assert_array_equal(found, x)
    assert not np.shares_memory(found, x)


def test_a_dropped_unit_gets_no_gradient():
    x, mask = rng.normal(size=(4, 3)), rng.random((4, 3)) < 0.5
    grad = dropout_backward(np.ones((4, 3)), x, mask, 0.2)
    np.testing.assert_allclose(grad, np.where(mask, 1.25, 0))


@pytest.mark.torch
@pytest.mark.parametrize("p", [0.1, 0.5, 0.8, 1.0])
@pytest.mark.parametrize("whole", ["units", "channels of sequences", "channels"])
def test_it_is_the_library_s_for_the_same_mask(p, whole):
    import torch
    import torch.nn.functional as F

    torch.manual_seed(0)
    functions = {
        "units": (F.dropout, (200, 30)),
        "channels of sequences": (F.dropout1d, (100, 12, 5)),
        "channels": (F.dropout2d, (50, 12, 4, 5)),
    }
    function, shape = functions[whole]
    x = torch.randn(shape, dtype=torch.float64, requires_grad=True)
    wanted = function(x, p, training=True)
    mask = (wanted != 0).numpy()
    if whole != "units":
        mask = mask.any(axis=tuple(range(2, x.ndim)), keepdims=True)
    np.testing.assert_allclose(
        dropout(x.detach().numpy(), mask, p), wanted.detach().numpy(), rtol=1e-12
    )
    upstream = torch.randn(shape, dtype=torch.float64)
    (grad,) = torch.autograd.grad(wanted, x, upstream)
    found = dropout_backward(upstream.numpy(), x.detach().numpy(), mask, p)
    np.testing.assert_allclose(found, grad.numpy(), rtol=1e-12)
    share = mask.mean()
    assert abs(share - (1 - p)) < 5 * (p * (1 - p) / mask.size) ** 0.5 + 1e-12


@pytest.mark.torch
def test_the_module_is_on_after_train_and_off_after_eval():
    import torch

    module = torch.nn.Dropout(0.5)
    x = torch.ones(1000)
    assert sorted(module(x).unique().tolist()) == [0.0, 2.0]
    assert torch.equal(module.eval()(x), x)
