"""The distributions by their moments, with bounds that follow from the number of draws."""

import math

import numpy as np
import pytest

from worked.checking import find_concept
from worked.initializers.linear_default.with_numpy import linear_default
from worked.initializers.trunc_normal.with_numpy import trunc_normal

SHAPE = (500, 300)
SIZE = math.prod(SHAPE)
# Name, options, bound of a uniform one, variance.
TABLE = [
    ("normal", {"std": 0.02}, None, 4e-4),
    ("uniform", {"a": -0.3, "b": 0.3}, 0.3, 0.03),
    ("xavier_normal", {}, None, 2 / 800),
    ("xavier_uniform", {}, (6 / 800) ** 0.5, 2 / 800),
    ("xavier_normal", {"gain": 5 / 3}, None, 25 / 9 * 2 / 800),
    ("kaiming_normal", {"nonlinearity": "relu"}, None, 2 / 300),
    ("kaiming_normal", {"nonlinearity": "relu", "mode": "fan_out"}, None, 2 / 500),
    ("kaiming_uniform", {"nonlinearity": "relu"}, (6 / 300) ** 0.5, 2 / 300),
    ("kaiming_uniform", {"a": 5**0.5}, 300**-0.5, 1 / 900),
]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("name", "options", "bound", "variance"), TABLE)
def test_mean_and_variance(name, options, bound, variance, seed):
    rng = np.random.default_rng(seed)
    draw = rng.normal(size=SHAPE) if bound is None else rng.uniform(size=SHAPE)
    module = find_concept(f"initializers/{name}").numpy
    weight = getattr(module, name)(draw, **options)
    # Five standard errors: those of a mean, and of a variance (kurtosis 3, or 9/5).
    kurtosis = 3 if bound is None else 9 / 5
    assert abs(weight.mean()) < 5 * (variance / SIZE) ** 0.5
    assert abs(weight.var() / variance - 1) < 5 * ((kurtosis - 1) / SIZE) ** 0.5
    if bound is not None:
        assert 0.999 * bound < np.abs(weight).max() <= bound


def test_cut_at_two_deviations_0_774_of_the_variance_is_left():
    draw = np.random.default_rng(0).normal(size=(12, *SHAPE))
    weight = trunc_normal(draw, std=0.02, a=-0.04, b=0.04)
    density = math.exp(-2) / math.sqrt(2 * math.pi)
    left = 1 - 4 * density / math.erf(2**0.5)  # by integration by parts
    assert round(left, 3) == 0.774
    assert abs(weight.var() / 4e-4 - left) < 0.01
    assert np.abs(weight).max() <= 0.04
    uncut = trunc_normal(draw, std=0.02)  # the default bounds are absolute
    np.testing.assert_array_equal(uncut, 0.02 * draw[0])


def test_the_default_has_a_sixth_of_the_variance_of_he():
    rng = np.random.default_rng(0)
    weight, bias = linear_default(rng.uniform(size=SHAPE), rng.uniform(size=500))
    assert abs(weight.var() * 300 * 3 - 1) < 0.01
    assert np.abs(bias).max() <= 300**-0.5
    assert bias.std() > 0.5 * weight.std()
