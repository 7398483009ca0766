"""Laws that bind forward mode, reverse mode and the Jacobian."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worked.autograd.jvp.with_numpy import jvp
from worked.autograd.vjp.with_numpy import vjp

PROGRAMS = [
    lambda z: z**3,
    lambda z: (z @ z.T).tanh(),
    lambda z: z.exp() / z.exp().sum(1, True),
    lambda z: (z * 2 - z.mean(0)).sigmoid() * z[0],
    lambda z: (1 + z.sin() ** 2).log().sum(0) @ z.cos().T,
    lambda z: (z.reshape(2, 6) + 0.1).relu()[:, ::2] - 1 / (z**2 + 1).sqrt().sum(),
]


@pytest.mark.parametrize("func", PROGRAMS)
@given(seed=st.integers(0, 2**32))
def test_transposition(func, seed):
    # u·(Jv) = (J^T u)·v: both modes hold the same Jacobian, each from its side.
    rng = np.random.default_rng(seed)
    z, v = rng.normal(size=(2, 4, 3))
    output, pushed = jvp(func, z, v)
    u = rng.normal(size=output.shape)
    same, pulled = vjp(func, z, u)
    np.testing.assert_array_equal(output, same)
    scale = np.abs(u * pushed).sum() + np.abs(pulled * v).sum()
    assert abs((u * pushed).sum() - (pulled * v).sum()) <= 1e-12 * scale


def test_rows_and_columns_of_one_jacobian():
    z = np.array([0.3, -1.2, 2.0])

    def func(x):
        return (x[:2] * x[1:]).tanh()

    rows = np.stack([vjp(func, z, unit)[1] for unit in np.eye(2)])
    columns = np.stack([jvp(func, z, unit)[1] for unit in np.eye(3)], axis=1)
    slope = 1 - np.tanh(z[:2] * z[1:]) ** 2
    jacobian = slope[:, None] * np.array([[z[1], z[0], 0], [0, z[2], z[1]]])
    np.testing.assert_allclose(rows, jacobian, rtol=1e-12)
    np.testing.assert_allclose(columns, jacobian, rtol=1e-12)


@pytest.mark.parametrize(
    "mode", ["numpy", pytest.param("torch", marks=pytest.mark.torch)]
)
def test_products_of_several_inputs_have_their_shapes(mode):
    rng = np.random.default_rng(0)
    inputs = rng.normal(size=(4, 3)), rng.normal(size=3)
    v = rng.normal(size=4)
    if mode == "numpy":
        _, (grad_matrix, grad_vector) = vjp(lambda a, x: a @ x, inputs, v)
    else:
        import torch

        from worked.autograd.vjp.with_torch import vjp as torch_vjp

        _, (grad_matrix, grad_vector) = torch_vjp(
            lambda a, x: a @ x, inputs, torch.tensor(v)
        )
    np.testing.assert_allclose(grad_matrix, np.outer(v, inputs[1]))
    np.testing.assert_allclose(grad_vector, inputs[0].T @ v)


def test_long_float32_sums_of_dual_numbers_keep_six_digits():
    rng = np.random.default_rng(0)
    rows, turn = rng.uniform(size=(2, 1_000_000, 2)).astype(np.float32)
    total, tangent = jvp(lambda z: z.sum(0), rows, turn)
    np.testing.assert_allclose(total, rows.sum(0, dtype=np.float64), rtol=1e-6)
    np.testing.assert_allclose(tangent, turn.sum(0, dtype=np.float64), rtol=1e-6)


def test_a_direction_in_float64_does_not_widen_float32():
    point, way = np.ones(3, np.float32), np.ones(3)
    for answer in jvp(lambda z: z**2, point, way):
        assert answer.dtype == np.float32
    for answer in vjp(lambda z: z**2, point, way):
        assert answer.dtype == np.float32
