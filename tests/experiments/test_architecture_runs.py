"""The experiments behind the pages on architectures compute what they say."""

import numpy as np
import pytest

from worked.experiments import architecture_runs as runs
from worked.losses.cross_entropy.with_numpy import cross_entropy, cross_entropy_backward

rng = np.random.default_rng(0)
images = rng.random(size=(12, 8, 8))
target = rng.integers(0, 10, size=12)


@pytest.mark.parametrize("kind", runs.KINDS)
def test_gradients_against_central_differences(kind):
    params = runs.init(kind, np.random.default_rng(1))
    logits, back = runs.scores(kind, params, images)
    grads = back(cross_entropy_backward(1.0, logits, target))
    assert [g.shape for g in grads] == [p.shape for p in params]
    for place, grad in enumerate(grads):
        direction = rng.normal(size=grad.shape)
        ends = []
        for step in (1e-5, -1e-5):
            moved = list(params)
            moved[place] = params[place] + step * direction
            ends.append(cross_entropy(runs.scores(kind, moved, images)[0], target))
        slope = (ends[0] - ends[1]) / 2e-5
        np.testing.assert_allclose(
            (grad * direction).sum(), slope, rtol=1e-4, atol=1e-7
        )


@pytest.mark.parametrize("kind", runs.KINDS)
def test_training_fits_and_is_repeated_by_its_seed(kind):
    params = runs.train(kind, images, target, steps=150)
    assert runs.accuracy(kind, params, images, target) == 1
    again = runs.train(kind, images, target, steps=150)
    assert all(np.array_equal(p, q) for p, q in zip(params, again, strict=True))


def test_counts_are_those_of_modules():
    assert runs.count("mlp") == 64 * 37 + 37 + 37 * 10 + 10
    assert runs.count("cnn") == (9 + 1) * 8 + (72 + 1) * 24 + (96 + 1) * 10
    assert runs.count("rnn") == 44 * (8 + 44 + 2) + 45 * 10


def test_networks_of_one_side_have_about_the_same_size():
    for side in (8, 12):
        sizes = [runs.count(kind, side) for kind in runs.KINDS]
        assert max(sizes) < 1.05 * min(sizes)


def test_placed_images_are_whole_and_everywhere():
    images = np.random.default_rng(1).random((300, 8, 8)) + 1
    larger = runs.placed(images, np.random.default_rng(0), 10)
    assert larger.shape == (300, 10, 10)
    assert runs.placed(images, np.random.default_rng(0)).shape == (300, 12, 12)
    np.testing.assert_allclose(larger.sum((1, 2)), images.sum((1, 2)))
    corners = {tuple(np.argwhere(each)[0]) for each in larger}
    assert corners == {(row, column) for row in range(3) for column in range(3)}
    row, column = np.argwhere(larger[7])[0]
    found = larger[7, row : row + 8, column : column + 8]
    np.testing.assert_array_equal(found, images[7])


@pytest.mark.parametrize("columns", [-2, -1, 0, 1])
def test_a_shift_moves_and_fills_with_zeros(columns):
    moved = runs.shifted(images, columns)
    kept = 8 - abs(columns)
    left = moved[:, :, max(columns, 0) :][:, :, :kept]
    np.testing.assert_array_equal(left, images[:, :, max(-columns, 0) :][:, :, :kept])
    assert np.isclose(moved.sum(), left.sum())
