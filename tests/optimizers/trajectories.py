"""One small problem for every optimizer, and the library's path on it."""

import numpy as np

rng = np.random.default_rng(0)
SCALES = np.array([0.01, 1.0, 10.0, 1.0])
INPUTS = rng.normal(size=(40, 4)) * SCALES
TARGETS = INPUTS @ np.array([1.0, -2.0, 0.5, 3.0]) + 0.1 * rng.normal(size=40)
BATCHES = np.random.default_rng(1).integers(0, 40, size=(60, 8))


def gradient(weight, rows):
    error = INPUTS[rows] @ weight - TARGETS[rows]  # (B,)
    return 2 / len(rows) * error @ INPUTS[rows]  # (4,)


def ours(optimizer, options, counts=True):
    """Return the weights after each of 60 steps of a NumPy side, (60, 4)."""
    weight, state, path = np.zeros(4), None, []
    for step, rows in enumerate(BATCHES, start=1):
        count = {"step": step} if counts else {}
        weight, state = optimizer(
            weight, gradient(weight, rows), state, **count, **options
        )
        path.append(weight)
    return np.array(path)


def theirs(optimizer, options):
    """Return the same of an optimizer of the library, with autograd's gradients."""
    import torch

    parameter = torch.zeros(4, dtype=torch.float64, requires_grad=True)
    optimizer, path = optimizer([parameter], **options), []
    for rows in BATCHES:
        optimizer.zero_grad()
        error = torch.tensor(INPUTS[rows]) @ parameter - torch.tensor(TARGETS[rows])
        error.square().mean().backward()
        optimizer.step()
        path.append(parameter.detach().numpy().copy())
    return np.array(path)


def assert_untouched(optimizer, **options):
    """Assert that an optimizer changes none of its arguments, and that its answers are new."""
    weight, slope = np.ones(3), np.full(3, 2.0)
    _, state = optimizer(weight, slope, **options)
    before = state.copy()
    count = {"step": 2} if "step" in options else {}
    moved, after = optimizer(weight, slope, state, **{**options, **count})
    moved *= 0
    after *= 0
    np.testing.assert_array_equal([weight, slope], [np.ones(3), np.full(3, 2.0)])
    np.testing.assert_array_equal(state, before)
