"""The experiments behind the pages on history compute what they say."""

import numpy as np
import pytest
from sklearn.datasets import load_digits

from worked.experiments import history_runs as runs
from worked.losses.cross_entropy.with_numpy import cross_entropy, cross_entropy_backward

rng = np.random.default_rng(0)
x = rng.random(size=(5, 64))
y = rng.integers(10, size=5)


@pytest.mark.parametrize("name", runs.STAGES)
def test_gradients_against_central_differences(name):
    layers = runs.STAGES[name]
    start = runs.build(
        layers, rng
    )  # off the zeros, where a block would be the identity
    params = [[a + 0.1 * rng.normal(size=a.shape) for a in own] for own in start]
    for place, layer in enumerate(layers):
        if layer == "drop":
            params[place] = [2.0 * rng.integers(2, size=(5, 64))]
    logits, kept = runs.forward(layers, params, x)
    grads = runs.backward(layers, params, kept, cross_entropy_backward(1.0, logits, y))
    for place, own in enumerate(params):
        for at, param in enumerate(own):
            if layers[place] == "drop":
                continue
            direction = rng.normal(size=param.shape)
            ends = []
            for step in (1e-6, -1e-6):
                moved = [list(arrays) for arrays in params]
                moved[place][at] = param + step * direction
                ends.append(cross_entropy(runs.forward(layers, moved, x)[0], y))
            slope = (ends[0] - ends[1]) / 2e-6
            assert grads[place][at].shape == param.shape
            assert (grads[place][at] * direction).sum() == pytest.approx(
                slope, rel=1e-4, abs=1e-7
            )


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("the same layer, Adam", 10 * 65),
        ("1986: hidden layer", 64 * 65 + 10 * 65),
        ("1997: LSTM over rows", 160 * (8 + 40 + 1) + 10 * 41),
        ("1989: convolution", 8 * 10 + 16 * 73 + 10 * 65),
        ("2015: residual", 8 * 10 + 4 * 8 * 73 + 10 * 129),
    ],
)
def test_parameters_are_counted_as_by_hand(name, wanted):
    assert runs.count(runs.build(runs.STAGES[name], rng)) == wanted


def test_without_a_mask_nothing_is_dropped():
    layers = runs.STAGES["2012: ReLU, dropout"]
    params = runs.build(layers, rng)
    ones = [
        [np.ones((5, 64))] if la == "drop" else p
        for la, p in zip(layers, params, strict=True)
    ]
    kept = runs.forward(layers, params, x)[0]
    np.testing.assert_array_equal(kept, runs.forward(layers, ones, x)[0])
    grads = runs.backward(layers, params, runs.forward(layers, params, x)[1], kept)
    assert [len(own) for own in grads] == [len(own) for own in params]


def test_a_fresh_residual_block_is_the_identity():
    params = runs.build(["residual 8"], rng)
    image = rng.normal(size=(2, 8, 4, 4))
    np.testing.assert_array_equal(runs._residual(image, *params[0]), image)


def test_the_perceptron_rule_learns_what_can_be_separated():
    centers = 4 * rng.normal(size=(10, 30))
    target = np.arange(200) % 10
    points = centers[target] + 0.1 * rng.normal(size=(200, 30))
    found = runs.perceptron_scores(points, target, points, epochs=50)
    assert (found.argmax(axis=1) == target).all()


def test_training_fits_what_it_sees_and_repeats_itself():
    pixels, digits = load_digits(return_X_y=True)
    data = pixels[:60] / 8 - 1, digits[:60]
    layers = runs.STAGES["1986: hidden layer"]
    first, again = (runs.fit(layers, *data, epochs=40, seed=1) for _ in range(2))
    assert (runs.forward(layers, first, data[0])[0].argmax(1) == data[1]).all()
    for own, other in zip(first, again, strict=True):
        for one, two in zip(own, other, strict=True):
            np.testing.assert_array_equal(one, two)


def test_shapes_of_the_stages():
    data = load_digits(return_X_y=True)
    names = ["1986: hidden layer"]
    counts, right = runs.stages(*data, names, seeds=2, size=50, epochs=2)
    assert counts.tolist() == [650, 4810]
    assert right.shape == (2, 2, 2)
    assert ((right > 0.05) & (right < 1)).all()


def test_calibration_error_by_hand():
    sure = np.repeat([0.9, 0.6], [4, 6])
    target = np.array([0, 0, 0, 1, 0, 0, 0, 1, 1, 1])
    prob = np.stack([sure, 1 - sure], 1)
    assert runs.calibration_error(prob, target) == pytest.approx(0.12)
    assert runs.calibration_error(np.eye(2)[[0, 1]], np.array([0, 1])) == 0
    assert runs.calibration_error(np.eye(2)[[0, 1]], np.array([1, 0])) == 1


def test_an_upper_edge_belongs_to_its_bin():
    # 0.5 and 0.4 share the bin from 0.25 to 0.5, so that their gaps cancel.
    prob = np.array([[0.5, 0.3, 0.2], [0.4, 0.3, 0.3]])
    error = runs.calibration_error(prob, np.array([0, 1]), bins=4)
    assert error == pytest.approx(abs(0.5 - 0.4) / 2)


def test_smoothing_lowers_the_confidence():
    data = load_digits(return_X_y=True)
    found = runs.smoothed(*data, (0.0, 0.2), seeds=2, size=100, hidden=16, steps=100)
    assert found.shape == (2, 2, 3)
    assert (found[1, :, 1] < found[0, :, 1]).all()


def test_a_contest_shares_its_split_or_not():
    data = load_digits(return_X_y=True)
    shared = runs.contest(*data, (4,), seeds=3, size=60, steps=20, split=0)
    own = runs.contest(*data, (4,), seeds=3, size=60, steps=20)
    assert shared.shape == own.shape == (1, 3)
    assert shared[0, 0] == own[0, 0]
    assert len({*shared[0]}) > 1
