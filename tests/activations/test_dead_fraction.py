"""Laws of the dead fraction."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worked.activations.dead_fraction.with_numpy import dead_fraction
from worked.activations.relu.with_numpy import relu

seeds = st.integers(0, 1000)


def pre_activations(seed):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(5, 30)) - rng.uniform(0, 3, size=30)


@given(seeds)
def test_is_the_share_of_columns_that_relu_empties(seed):
    z = pre_activations(seed)
    assert dead_fraction(z) == (relu(z) == 0).all(axis=0).mean()


@given(seeds)
def test_more_data_never_makes_a_unit_dead(seed):
    z = pre_activations(seed)
    assert dead_fraction(z) <= dead_fraction(z[:2])


@given(seeds, st.floats(1e-3, 1e3))
def test_scale_does_not_matter(seed, factor):
    z = pre_activations(seed)
    assert dead_fraction(factor * z) == dead_fraction(z)
