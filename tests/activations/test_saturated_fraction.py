"""Laws of the saturated fraction."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worked.activations.saturated_fraction.with_numpy import saturated_fraction
from worked.activations.sigmoid.with_numpy import sigmoid_backward

slopes = st.lists(st.floats(-2, 2), min_size=1, max_size=20).map(np.array)


@given(slopes, st.floats(0, 2), st.floats(0, 2))
def test_a_higher_threshold_never_counts_less(slope, first, second):
    low, high = sorted((first, second))
    assert saturated_fraction(slope, low) <= saturated_fraction(slope, high)


@given(slopes)
def test_between_none_and_all(slope):
    assert saturated_fraction(slope, 0.0) == 0
    assert saturated_fraction(slope, 2.1) == 1


def test_where_a_sigmoid_counts_as_flat():
    edge = np.log(1e3)  # the slope is close to e^-|z| out there
    for z, wanted in ((edge - 0.01, 0), (edge + 0.01, 1)):
        assert saturated_fraction(sigmoid_backward(np.ones(1), np.array([z]))) == wanted
