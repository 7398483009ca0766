"""What the runs beside brains are said to be."""

import numpy as np
import pytest

from worked.experiments.brain_runs import (
    KINDS,
    align,
    center_surround,
    changed_light,
    few_shot,
    forget,
    labeled,
)

rng = np.random.default_rng(0)
TARGET = rng.integers(3, size=300)
CLOUDS = rng.normal(size=(300, 5)) + 3 * np.eye(3, 5)[TARGET]
IMAGES = rng.uniform(size=(80, 8, 8))


def test_the_true_feedback_makes_no_angle_and_the_random_one_does():
    ends = {}
    for kind in KINDS:
        right, angles = align(CLOUDS, TARGET, (CLOUDS, TARGET), kind, epochs=4)
        assert right.shape == angles.shape == (5,)
        ends[kind] = right[-1], angles
    assert np.abs(ends["backpropagation"][1]).max() < 1e-3
    assert ends["random feedback"][1][0] > 30
    assert np.isnan(ends["last layer only"][1]).all()
    assert min(right for right, _ in ends.values()) > 0.8


def test_the_last_layer_only_leaves_the_hidden_ones():
    # With hidden weights that never move, doubling the rate of nothing changes nothing of them.
    short = align(CLOUDS, TARGET, (CLOUDS, TARGET), KINDS[2], epochs=0)[0]
    long = align(CLOUDS, TARGET, (CLOUDS, TARGET), KINDS[2], epochs=4)[0]
    assert short[0] == long[0]
    assert long[-1] > long[0]


def test_more_labels_help():
    few, many = (
        np.mean(
            [
                labeled(CLOUDS, TARGET, (CLOUDS, TARGET), n, s, looks=600)
                for s in range(3)
            ]
        )
        for n in (1, 50)
    )
    assert many > few


def test_few_shot_is_at_chance_on_noise():
    target = np.arange(80) % 4
    found = few_shot(IMAGES, target, {0, 1}, 3, 0, room=2, epochs=1, tries=5)
    assert set(found) == {"pixels", "random features", "learned features"}
    assert all(0.25 < value < 0.75 for value in found.values())


def test_lessons_one_after_the_other():
    first, then, mixed = forget(CLOUDS, TARGET, (CLOUDS, TARGET), {0}, 0, epochs=10)
    assert first > 0.9
    assert then < mixed


def test_center_surround_forgets_the_light_and_keeps_an_edge():
    flat = IMAGES.reshape(80, 64)
    np.testing.assert_allclose(
        center_surround(flat + 7), center_surround(flat), atol=1e-12
    )
    assert not center_surround(np.full((1, 64), 3.0)).any()
    half = np.zeros((8, 8))
    half[:, 4:] = 8.0
    got = center_surround(half.reshape(1, 64)).reshape(8, 8)
    np.testing.assert_allclose(
        got[3], [0, 0, 0, -3, 3, 0, 0, 0]
    )  # 3 of 8 neighbors differ


@pytest.mark.parametrize("front", [center_surround, lambda pixels: pixels])
def test_only_the_filter_does_not_notice_the_light(front):
    target = np.arange(80) % 10
    flat = IMAGES.reshape(80, 64)
    right = [
        changed_light(flat, target, (flat, target), front, change, 0, epochs=40)
        for change in (0.0, 5.0)
    ]
    assert right[0] > 0.5
    assert (right[0] == right[1]) == (front is center_surround)
