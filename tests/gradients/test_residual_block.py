"""The Jacobian of a residual block is the identity plus that of its branch."""

import numpy as np
import pytest

from worked.gradients.residual_block.with_numpy import (
    residual_block,
    residual_block_backward,
)

rng = np.random.default_rng(0)
x = rng.normal(size=(1, 4))
params = (
    rng.normal(size=(7, 4)),
    rng.normal(size=7),
    rng.normal(size=(4, 7)),
    np.ones(4),
)


def jacobian(x, params):
    """Return the block's Jacobian, one backward pass a row."""
    rows = [residual_block_backward(np.eye(4)[[k]], x, *params)[0] for k in range(4)]
    return np.concatenate(rows)


def test_jacobian_is_identity_plus_that_of_the_branch():
    weight1, bias1, weight2, _ = params
    active = x[0] @ weight1.T + bias1 > 0
    branch = weight2 @ (active[:, None] * weight1)
    np.testing.assert_allclose(jacobian(x, params), np.eye(4) + branch, rtol=1e-12)


@pytest.mark.torch
def test_jacobian_is_that_of_autograd():
    import torch

    from worked.gradients.residual_block.with_torch import residual_block as at_work

    tensors = [torch.tensor(array) for array in params]
    whole = torch.func.jacrev(lambda row: at_work(row[None], *tensors)[0])(
        torch.tensor(x[0])
    )
    np.testing.assert_allclose(jacobian(x, params), whole.numpy(), rtol=1e-12)


def test_a_stack_of_silent_branches_passes_everything():
    silent = (params[0], np.full(7, -100.0), params[2], np.zeros(4))
    h = grad = x
    for _ in range(100):
        h = residual_block(h, *silent)
        grad = residual_block_backward(grad, h, *silent)[0]
    np.testing.assert_array_equal(h, x)
    np.testing.assert_array_equal(grad, x)
