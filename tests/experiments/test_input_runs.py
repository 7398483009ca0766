"""What the runs with inputs and outputs are said to be."""

import numpy as np
import pytest

from worked.experiments.input_runs import (
    bag_of_words,
    contrast,
    houses,
    messages,
    predict,
    r_squared,
    tags,
    train,
    vocabulary,
)


@pytest.mark.parametrize(
    ("task", "units"),
    [("regression", 2), ("binary", 1), ("multi-label", 3), ("multi-class", 3)],
)
def test_every_task_is_learned(task, units):
    rng = np.random.default_rng(0)
    x = rng.normal(size=(200, 3))  # (N, D)
    scores = x[:, :units]  # (N, units)
    target = {"regression": scores, "multi-class": scores.argmax(1)}
    truth = target.get(task, (scores > 0).astype(float))
    params = train(x, truth, task, units, epochs=60)
    got = predict(params, x, task)
    assert got.shape == (200, units)
    if task == "regression":
        assert r_squared(got, truth) > 0.95
    else:
        answer = got.argmax(1) if task == "multi-class" else got > 0.5
        assert (answer == truth).mean() > 0.95


def test_training_goes_on_from_where_it_was():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(40, 2)), rng.normal(size=(40, 1))
    start = train(x, y, "regression", 1, epochs=0)
    same = train(x, y, "regression", 1, epochs=0, params=start)
    assert all(a is b for (a, _), (b, _) in zip(start, same, strict=True))
    fresh = train(x, y, "regression", 1, epochs=3)
    later = train(x, y, "regression", 1, epochs=3, params=start)
    assert not np.allclose(fresh[0][0], start[0][0])
    assert later[0][0].shape == fresh[0][0].shape


def test_r_squared():
    truth = np.array([1.0, 2.0, 3.0])
    assert r_squared(truth, truth) == 1
    assert r_squared(np.full(3, 2.0), truth) == 0
    assert r_squared(truth[::-1], truth) == -3  # by hand: 1 - (8 / 3) / (2 / 3)
    assert r_squared(np.full(3, np.nan), truth) == -np.inf


def test_tags_of_two_nine_and_one():
    assert tags(np.array([2, 9, 1])).tolist() == [[1, 1, 0], [0, 0, 1], [0, 0, 0]]


def test_the_price_is_what_the_features_say_but_for_noise():
    features, district, price = houses(4000, np.random.default_rng(0))
    columns = np.c_[features, np.eye(6)[district]]
    weight = np.linalg.lstsq(columns, price, rcond=None)[0]
    miss = price - columns @ weight
    assert abs(miss.std() - 20) < 1
    assert abs(weight[0] - 2) < 0.1


def test_messages_and_their_words():
    texts, spam = messages(400, np.random.default_rng(0))
    assert len(texts) == 400
    assert spam.shape == (400, 1)
    assert abs(spam.mean() - 0.3) < 0.1
    words = vocabulary()
    counts = bag_of_words(texts, words)
    assert counts.sum() == sum(len(text.split()) for text in texts)
    again = bag_of_words([" ".join(t.split()[::-1]) for t in texts], words)
    np.testing.assert_array_equal(counts, again)  # the order is lost
    assert bag_of_words(["free lunch free nonsense"], ["free", "lunch"]).tolist() == [
        [2, 1]
    ]


def test_distances_concentrate():
    low, high = (contrast(d, np.random.default_rng(0)) for d in (2, 1000))
    assert low > 10 > 1.2 > high > 1
