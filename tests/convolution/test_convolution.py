"""Laws of convolution and pooling, and the forms that a page derives."""

import numpy as np
import pytest

from worked.convolution.conv2d.with_numpy import conv2d, conv2d_backward
from worked.convolution.max_pool2d.with_numpy import max_pool2d, max_pool2d_backward

rng = np.random.default_rng(0)
images = rng.normal(size=(2, 3, 9, 8))
filters = rng.normal(size=(4, 3, 3, 3))


def naive(input, weight, bias, stride, padding):
    """Add up pixel by pixel, as the formula says."""
    (down, across), (top, left) = stride, padding
    input = np.pad(input, ((0, 0), (0, 0), (top, top), (left, left)))
    high = (input.shape[2] - weight.shape[2]) // down + 1
    wide = (input.shape[3] - weight.shape[3]) // across + 1
    output = np.empty((len(input), len(weight), high, wide))
    for n, o, p, q in np.ndindex(*output.shape):
        patch = input[n, :, p * down :, q * across :]
        patch = patch[:, : weight.shape[2], : weight.shape[3]]
        output[n, o, p, q] = (patch * weight[o]).sum() + bias[o]
    return output


@pytest.mark.parametrize("stride", [(1, 1), (2, 2), (3, 1)])
@pytest.mark.parametrize("padding", [(0, 0), (1, 1), (0, 2)])
def test_it_is_the_formula_pixel_by_pixel(stride, padding):
    bias = rng.normal(size=4)
    wanted = naive(images, filters, bias, stride, padding)
    got = conv2d(images, filters, bias, stride, padding)
    np.testing.assert_allclose(got, wanted, rtol=1e-12, atol=1e-12)


def test_the_filters_gradient_is_a_correlation_with_the_images():
    delta = rng.normal(size=(2, 4, 7, 6))
    grad = conv2d_backward(delta, images, filters)[1]
    # Images take the place of channels: their sum is what the correlation adds up.
    wanted = conv2d(images.swapaxes(0, 1), delta.swapaxes(0, 1)).swapaxes(0, 1)
    np.testing.assert_allclose(grad, wanted, rtol=1e-12, atol=1e-12)


def test_the_images_gradient_is_a_full_correlation_with_the_flipped_filters():
    delta = rng.normal(size=(2, 4, 7, 6))
    grad = conv2d_backward(delta, images, filters)[0]
    flipped = filters[:, :, ::-1, ::-1].swapaxes(0, 1)
    np.testing.assert_allclose(
        grad, conv2d(delta, flipped, padding=2), rtol=1e-12, atol=1e-12
    )


def test_a_filter_of_the_images_size_is_a_dense_layer():
    dense = rng.normal(size=(5, 3 * 9 * 8))
    got = conv2d(images, dense.reshape(5, 3, 9, 8))
    np.testing.assert_allclose(
        got[:, :, 0, 0], images.reshape(2, -1) @ dense.T, rtol=1e-12, atol=1e-12
    )


@pytest.mark.parametrize("shift", [1, 3])
def test_a_shift_of_the_image_shifts_the_output(shift):
    def around(input):
        wrapped = np.pad(input, ((0, 0), (0, 0), (1, 1), (1, 1)), mode="wrap")
        return conv2d(wrapped, filters)

    moved = np.roll(images, shift, axis=3)
    np.testing.assert_allclose(
        around(moved), np.roll(around(images), shift, axis=3), rtol=1e-12, atol=1e-12
    )


@pytest.mark.parametrize(
    "options",
    [
        {"kernel_size": 2},
        {"kernel_size": 3, "stride": 1, "padding": 1},
        {"kernel_size": (3, 2), "stride": (2, 1)},
    ],
)
def test_pooling_loses_no_gradient(options):
    output = max_pool2d(images, **options)
    grad_output = rng.normal(size=output.shape)
    grad = max_pool2d_backward(grad_output, images, **options)
    assert np.isclose(grad.sum(), grad_output.sum())
    assert np.isin(images[grad != 0], output).all()


def test_of_equal_numbers_the_first_wins():
    grad = max_pool2d_backward(np.ones((1, 1, 1, 1)), np.zeros((1, 1, 2, 2)), 2)
    np.testing.assert_array_equal(grad, [[[[1, 0], [0, 0]]]])


def test_many_places_in_float32_keep_their_digits():
    ones = np.ones((1, 1, 1200, 1200), np.float32)
    weight, bias = np.ones((1, 1, 1, 1), np.float32), np.zeros(1, np.float32)
    delta = np.full((1, 1, 1200, 1200), 0.1, np.float32)
    *_, grad = conv2d_backward(delta, ones, weight, bias)
    assert abs(grad[0] / (0.1 * 1200**2) - 1) < 1e-6
