"""The prediction holds for wide layers; in narrow ones a single draw strays from it."""

import numpy as np
import pytest

from worked.initializers.variance_by_depth.with_numpy import (
    predicted_variance,
    variance_by_depth,
)


def measured(gain, nonlinearity, width, depth, seeds):
    """Return log10 of both mean squares, (seeds, 2, L)."""
    found = []
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        weight = rng.normal(size=(depth, width, width)) * (gain / width) ** 0.5
        input, grad = rng.normal(size=(2, 64, width))
        found.append(np.log10(variance_by_depth(input, weight, grad, nonlinearity)))
    return np.array(found)


@pytest.mark.parametrize(
    ("gain", "nonlinearity"),
    [(1.0, "linear"), (2.0, "relu"), (1.0, "relu"), (1.0, "tanh"), (1.0, "sigmoid")],
)
def test_wide_layers_follow_the_prediction(gain, nonlinearity):
    logs = measured(gain, nonlinearity, width=300, depth=8, seeds=4)
    predicted = np.log10(
        predicted_variance(np.array(1.0), np.full(8, gain), nonlinearity)
    )
    np.testing.assert_allclose(logs.mean(axis=0), predicted, atol=0.2)


def test_a_narrow_deep_stack_strays_although_its_mean_is_kept():
    spread = {
        width: measured(2.0, "relu", width, depth=40, seeds=20)[:, 0, -1].std()
        for width in (20, 200)
    }
    assert spread[20] > 2 * spread[200]
