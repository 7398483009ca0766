"""The runs behind the pages on optimizers: against closed forms, the library and by hand."""

import numpy as np
import pytest

from worked.experiments.optimizer_runs import (
    OPTIMIZERS,
    descend,
    misleading_examples,
    steps_until,
    train,
    valley,
    valley_gradient,
)
from worked.experiments.training_runs import init


def test_plain_descent_on_a_parabola_is_a_geometric_series():
    path = descend("SGD", lambda w: 2 * w, [3.0], 10, lr=0.1)
    np.testing.assert_allclose(path[:, 0], 3 * 0.8 ** np.arange(11))


def test_options_of_a_call_win_over_those_of_the_name():
    slow = descend("momentum", lambda w: w, [1.0], 5, lr=0.1, momentum=0.0)
    plain = descend("SGD", lambda w: w, [1.0], 5, lr=0.1)
    np.testing.assert_array_equal(slow, plain)


@pytest.mark.parametrize(
    ("values", "wanted"), [([3, 1, 0.5, 0.2], 2), ([0.1, 0.2], 0), ([0.5, 2], -1)]
)
def test_the_step_from_which_on_a_path_stays(values, wanted):
    assert steps_until(np.array(values, float)[:, None], 1.0) == wanted


def test_a_path_that_leaves_again_has_not_arrived_before():
    assert steps_until(np.array([[2.0], [0.5], [1.5], [0.1]]), 1.0) == 3


def test_the_gradient_of_the_valley():
    points = np.random.default_rng(0).normal(size=(20, 2))
    for k, nudge in enumerate(1e-6 * np.eye(2)):
        slope = (valley(points + nudge) - valley(points - nudge)) / 2e-6
        np.testing.assert_allclose(valley_gradient(points)[:, k], slope, rtol=1e-6)
    assert valley(np.ones(2)) == 0
    assert not valley_gradient(np.ones(2)).any()


@pytest.mark.torch
@pytest.mark.parametrize("name", ["SGD", "momentum", "Adam"])
def test_training_is_that_of_the_library(name):
    import torch

    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(40, 6)), rng.integers(0, 3, size=40)
    params, batches = init((6, 5, 3), rng), rng.integers(0, 40, size=(20, 8))
    ours, losses = train(name, params, x, y, batches, lr=0.05)

    first, second = torch.nn.Linear(6, 5).double(), torch.nn.Linear(5, 3).double()
    net = torch.nn.Sequential(first, torch.nn.ReLU(), second)
    with torch.no_grad():
        for p, value in zip(net.parameters(), params, strict=True):
            p.copy_(torch.tensor(value))
    kinds = {"SGD": torch.optim.SGD, "momentum": torch.optim.SGD}
    optimizer = kinds.get(name, torch.optim.Adam)(
        net.parameters(), lr=0.05, **OPTIMIZERS[name][1]
    )
    for rows, loss in zip(batches, losses, strict=True):
        optimizer.zero_grad()
        theirs = torch.nn.functional.cross_entropy(
            net(torch.tensor(x[rows])), torch.tensor(y[rows])
        )
        theirs.backward()
        optimizer.step()
        np.testing.assert_allclose(loss, theirs.item(), rtol=1e-9)
    for p, value in zip(net.parameters(), ours, strict=True):
        np.testing.assert_allclose(value, p.detach().numpy(), rtol=1e-9, atol=1e-12)


def test_misleading_examples_are_as_they_are_said_to_be():
    examples, label = misleading_examples(50, np.random.default_rng(0))
    np.testing.assert_array_equal(examples[:, 0], label)
    assert (examples[:, 1:3] == 1).all()
    own = examples[:, 3:]
    np.testing.assert_array_equal(own.sum(1), np.where(label > 0, 1, 5))
    assert own.sum(0).max() == 1  # no number belongs to two examples
