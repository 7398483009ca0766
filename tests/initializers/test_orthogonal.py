"""Orthogonal weights keep lengths, whatever the shape, and every one of them is as likely."""

import numpy as np
import pytest

from worked.initializers.orthogonal.with_numpy import orthogonal


@pytest.mark.parametrize("shape", [(40, 40), (60, 20), (20, 60), (8, 3, 3, 3)])
def test_rows_or_columns_are_orthonormal(shape):
    draw = np.random.default_rng(0).normal(size=shape)
    flat = orthogonal(draw).reshape(shape[0], -1)
    short = flat.T @ flat if flat.shape[0] >= flat.shape[1] else flat @ flat.T
    np.testing.assert_allclose(short, np.eye(len(short)), atol=1e-12)


def test_a_hundred_linear_layers_keep_lengths_and_the_gain_multiplies():
    rng = np.random.default_rng(0)
    for gain in (1.0, 1.1, 0.9):
        x = rng.normal(size=(50, 30))
        start = np.linalg.norm(x, axis=1)
        for _ in range(100):
            x = x @ orthogonal(rng.normal(size=(30, 30)), gain).T
        np.testing.assert_allclose(
            np.linalg.norm(x, axis=1) / start, gain**100, rtol=1e-10
        )


def test_the_signs_make_every_matrix_as_likely():
    rng = np.random.default_rng(0)
    corners = [orthogonal(rng.normal(size=(3, 3)))[0, 0] for _ in range(4000)]
    # A corner of a random rotation of space is uniform from -1 to 1 (Archimedes).
    assert abs(np.mean(corners)) < 5 / (3 * 4000) ** 0.5
    assert abs(np.var(corners) - 1 / 3) < 0.03
