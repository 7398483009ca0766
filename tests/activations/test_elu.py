"""Laws of ELU."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worked.activations.elu.with_numpy import elu, elu_backward

values = st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=20).map(np.array)


@given(values, st.floats(0, 5))
def test_floor(z, alpha):
    assert (elu(z, alpha) >= -alpha).all()


@given(values, st.floats(0, 5))
def test_order_is_kept(z, alpha):
    assert (np.diff(elu(np.sort(z), alpha)) >= 0).all()


@pytest.mark.parametrize(("alpha", "smooth"), [(1.0, True), (0.5, False), (2.0, False)])
def test_slopes_meet_at_zero_only_for_alpha_one(alpha, smooth):
    left, right = elu_backward(np.ones(2), np.array([-1e-9, 1e-9]), alpha)
    assert bool(np.isclose(left, right, rtol=1e-6)) == smooth
