"""Laws of the spectral radius, and the growth that it predicts."""

import numpy as np
import pytest

from worked.gradients.spectral_radius.with_numpy import spectral_radius

rng = np.random.default_rng(0)
MATRICES = rng.normal(size=(20, 6, 6))


def test_it_is_the_largest_absolute_eigenvalue():
    wanted = np.abs(np.linalg.eigvals(MATRICES)).max(-1)
    np.testing.assert_allclose(spectral_radius(MATRICES), wanted, rtol=1e-10)


def test_some_of_them_have_a_complex_leading_pair():
    values = np.linalg.eigvals(MATRICES)
    leading = np.take_along_axis(values, np.abs(values).argmax(-1)[:, None], -1)
    assert 0 < (np.abs(leading.imag) > 0).sum() < len(MATRICES)


def test_it_scales_with_the_matrix_and_knows_no_transpose():
    radius = spectral_radius(MATRICES)
    np.testing.assert_allclose(spectral_radius(-2.5 * MATRICES), 2.5 * radius)
    np.testing.assert_allclose(spectral_radius(MATRICES.swapaxes(-1, -2)), radius)
    cubes = MATRICES @ MATRICES @ MATRICES
    np.testing.assert_allclose(spectral_radius(cubes), radius**3)


def test_it_never_exceeds_the_largest_singular_value():
    largest = np.linalg.norm(MATRICES, 2, axis=(-2, -1))
    assert (spectral_radius(MATRICES) < largest).all()
    symmetric = MATRICES + MATRICES.swapaxes(-1, -2)
    np.testing.assert_allclose(
        spectral_radius(symmetric), np.linalg.norm(symmetric, 2, axis=(-2, -1))
    )


@pytest.mark.parametrize("radius", [0.9, 1.1])
def test_a_product_over_time_grows_by_it_per_step(radius):
    matrix = MATRICES[0] * radius / spectral_radius(MATRICES[0])
    powers = [np.linalg.norm(np.linalg.matrix_power(matrix, k)) for k in (500, 1000)]
    assert np.isclose((powers[1] / powers[0]) ** (1 / 500), radius, rtol=1e-3)


def test_a_random_matrix_has_about_the_radius_of_its_scale():
    draws = rng.normal(size=(10, 200, 200)) / 200**0.5
    radius = spectral_radius(draws)
    assert abs(radius.mean() - 1) < 0.05  # the circular law, as the size grows
