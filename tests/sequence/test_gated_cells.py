"""What gates do to the gradient of a cell."""

import numpy as np
import pytest

from worked.checking.samples.cells import drawn
from worked.sequence.gru_cell.with_numpy import gru_cell_backward
from worked.sequence.lstm.with_numpy import lstm_backward
from worked.sequence.lstm_cell.with_numpy import lstm_cell, lstm_cell_backward

CLOSED, OPEN = -800.0, 800.0  # biases behind which a gate is 0 or 1 to the last digit


def test_along_the_cell_the_gradient_is_multiplied_by_the_forget_gate():
    args = drawn(4, ("hx", "cx"))
    z = args["input"] @ args["weight_ih"].T + args["hx"] @ args["weight_hh"].T
    z = z + args["bias_ih"] + args["bias_hh"]
    forget = 1 / (1 + np.exp(-z[:, 4:8]))
    grads = np.zeros((6, 4)), np.random.default_rng(1).normal(size=(6, 4))
    along = lstm_cell_backward(grads, **args)[2]
    np.testing.assert_allclose(along, grads[1] * forget, rtol=1e-12)


def test_an_open_forget_gate_and_a_closed_input_gate_carry_memory_and_gradient_unchanged():
    args = drawn(4, ("h_0", "c_0"), steps=100)
    args["bias_ih_l0"] = np.repeat([CLOSED, OPEN, 0.0, 0.0], 4)
    grads = np.zeros((100, 6, 4)), np.zeros((1, 6, 4)), np.ones((1, 6, 4))
    _, _, grad_c, *_ = lstm_backward(grads, **args)
    np.testing.assert_array_equal(grad_c, grads[2])


@pytest.mark.parametrize(("bias", "share"), [(0.0, 0.5), (1.0, 0.7310585786300049)])
def test_forget_gates_multiply_over_the_steps(bias, share):
    args = drawn(4, ("h_0", "c_0"), steps=50)
    args = {key: v if key == "c_0" else 0 * v for key, v in args.items()}
    args["bias_ih_l0"] = np.repeat([0.0, bias, 0.0, 0.0], 4)
    grads = np.zeros((50, 6, 4)), np.zeros((1, 6, 4)), np.ones((1, 6, 4))
    np.testing.assert_allclose(lstm_backward(grads, **args)[2], share**50, rtol=1e-12)


def test_two_units_with_swapped_rows_are_the_same_cell():
    args = drawn(4, ("hx", "cx"))
    order = np.array([2, 0, 3, 1])
    rows = np.concatenate([4 * gate + order for gate in range(4)])
    swapped = {
        key: v[rows] for key, v in args.items() if "weight" in key or "bias" in key
    }
    swapped["weight_hh"] = swapped["weight_hh"][:, order]
    states = {key: args[key][:, order] for key in ("hx", "cx")}
    found = lstm_cell(args["input"], **states, **swapped)
    for got, wanted in zip(found, lstm_cell(**args), strict=True):
        np.testing.assert_allclose(got, wanted[:, order], rtol=1e-12)


def test_an_update_gate_of_one_passes_the_gradient_of_the_state_unchanged():
    args = drawn(3, ("hx",))
    args["bias_ih"] = np.repeat([0.0, OPEN, 0.0], 4)
    grad = np.random.default_rng(1).normal(size=(6, 4))
    np.testing.assert_array_equal(gru_cell_backward(grad, **args)[1], grad)
