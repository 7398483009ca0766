"""What a gradient of infinity or NaN from above becomes at a kink: it is passed on or cut off."""

import numpy as np
import pytest

from worked.activations.elu.with_numpy import elu_backward
from worked.activations.leaky_relu.with_numpy import leaky_relu_backward
from worked.activations.prelu.with_numpy import prelu_backward
from worked.activations.relu.with_numpy import relu_backward

INPUT = np.array([2.0, -3.0, 2.0, -3.0, 2.0, -3.0])
ABOVE = np.array([np.inf, np.inf, -np.inf, -np.inf, np.nan, np.nan])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(
    "passed_on", [leaky_relu_backward, elu_backward, prelu_backward]
)
def test_a_slope_passes_it_on(passed_on, dtype):
    weight = (np.array([0.25], dtype),) if passed_on is prelu_backward else ()
    with np.errstate(invalid="ignore"):  # the slope's own gradient is no number
        grad = passed_on(ABOVE.astype(dtype), INPUT.astype(dtype), *weight)
    grad = grad[0] if weight else grad
    np.testing.assert_array_equal(grad, ABOVE)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_slope_of_zero_cuts_it_off(dtype):
    grad = relu_backward(ABOVE.astype(dtype), INPUT.astype(dtype))
    np.testing.assert_array_equal(grad, np.where(INPUT > 0, ABOVE, 0))


def test_a_positive_input_teaches_the_slope_nothing():
    for above in (np.inf, np.nan):
        _, grad = prelu_backward(np.full(3, above), np.ones(3), np.array([0.25]))
        assert grad == 0


def test_relu_has_no_gradient_in_integers():
    with pytest.raises(TypeError, match="wanted float32 or float64, got int64"):
        relu_backward(np.ones(3), np.arange(3))
