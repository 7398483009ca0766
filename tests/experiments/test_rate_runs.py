"""The runs behind the pages on the learning rate compute what they say."""

import numpy as np
import pytest

from worked.experiments import rate_runs as runs

rng = np.random.default_rng(0)
x, label = rng.normal(size=(20, 4)), rng.integers(0, 3, size=20)
NETS = [("tanh", "squares"), ("tanh", "cross-entropy"), ("softplus", "squares")]


def small(seed=1):
    return runs.classifier(seed, (5,), inputs=4, classes=3)


def flat(pairs):
    return np.concatenate([np.ravel(part) for pair in pairs for part in pair])


def shaped(vector, params):
    found, start = [], 0
    for pair in params:
        parts = []
        for part in pair:
            parts.append(vector[start : start + part.size].reshape(part.shape))
            start += part.size
        found.append(tuple(parts))
    return found


def hessian(params, **network):
    at, step = flat(params), 1e-5
    rows = []
    for place in range(at.size):
        nudge = step * (np.arange(at.size) == place)
        sides = [
            flat(
                runs.loss_and_gradient(
                    shaped(at + way * nudge, params), x, label, **network
                )[1]
            )
            for way in (1, -1)
        ]
        rows.append((sides[0] - sides[1]) / (2 * step))
    return np.array(rows)


@pytest.mark.parametrize(("activation", "loss"), NETS)
def test_gradient_against_central_differences(activation, loss):
    params, network = small(), {"activation": activation, "loss": loss}
    _, grads = runs.loss_and_gradient(params, x, label, **network)
    way = rng.normal(size=flat(params).size)
    values = [
        runs.loss_and_gradient(
            shaped(flat(params) + step * way, params), x, label, **network
        )[0]
        for step in (1e-6, -1e-6)
    ]
    numeric = (values[0] - values[1]) / 2e-6
    np.testing.assert_allclose(flat(grads) @ way, numeric, rtol=1e-6)


@pytest.mark.parametrize(("activation", "loss"), NETS)
def test_sharpness_is_the_eigenvalue_of_largest_size(activation, loss):
    params, network = small(), {"activation": activation, "loss": loss}
    values = np.linalg.eigvalsh(hessian(params, **network))
    largest = values[np.abs(values).argmax()]
    found, vector = runs.sharpness(params, x, label, steps=1000, **network)
    np.testing.assert_allclose(found, largest, rtol=1e-5)
    again, _ = runs.sharpness(params, x, label, steps=1, start=vector, **network)
    np.testing.assert_allclose(again, largest, rtol=1e-5)


def test_descent_on_all_examples_is_one_batch_without_an_order():
    rates = np.full(15, 0.1)
    _, by_batches = runs.fit(small(), x, label, rates, batch=20, activation="tanh")
    _, whole = runs.descend(small(), x, label, 0.1, 15)
    np.testing.assert_allclose(by_batches, whole, rtol=1e-10)
    measured, sharp = runs.at_the_edge(small(), x, label, 0.1, 15, every=5)
    np.testing.assert_allclose(measured, whole, rtol=1e-12)
    assert sharp.shape == (3,)


def test_each_epoch_has_every_example_once():
    seen = []
    flags = np.arange(20.0)[:, None] * np.ones(4)

    def spy(params, input, target, *_):
        seen.extend(input[:, 0])
        return 0.0, [(np.zeros_like(w), np.zeros_like(b)) for w, b in params]

    original = runs.loss_and_gradient
    runs.loss_and_gradient = spy
    try:
        runs.fit(small(), flags, label, np.ones(8), batch=5)
    finally:
        runs.loss_and_gradient = original
    assert sorted(seen[:20]) == sorted(seen[20:]) == list(range(20))
    assert seen[:20] != seen[20:]


def test_a_run_that_explodes_ends_in_no_number_and_without_a_warning():
    _, losses = runs.fit(small(), 1e3 * x, label, np.full(40, 1e300), batch=20)
    assert losses.shape == (40,)
    assert np.isnan(losses[-1])


def test_a_batch_larger_than_the_data_is_refused():
    with pytest.raises(ValueError, match="batch: wanted at most 20 examples, got 32"):
        runs.fit(small(), x, label, np.ones(3))


def test_the_noise_floor_falls_with_the_rate():
    far, near = (
        runs.single_examples(np.full(4000, rate))[-1000:].mean()
        for rate in (0.05, 0.01)
    )
    # The variance is proportional to the rate, the distance to its root.
    np.testing.assert_allclose(far / near, 5**0.5, rtol=0.25)
