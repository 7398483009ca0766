"""The runs behind the page on the forward pass compute what they say."""

import numpy as np

from worked.experiments.forward_runs import CHANGES, ablations


def test_each_change_spoils_what_it_should():
    # Two classes on either side of 5: the features are standardized, so weights carry the answer.
    rng = np.random.default_rng(0)
    x = rng.normal(size=(300, 2)) + 5
    y = (x[:, 0] > 5).astype(int)
    found = ablations(x, y, hidden=(8,), seeds=2, count=200)
    assert found.shape == (2, len(CHANGES))
    assert found[:, 0].min() > 0.9
    # All inputs alike: the same class for each, which is right for about half of them.
    np.testing.assert_allclose(found[:, 3], 0.5, atol=0.2)
    assert (found[:, 2] < found[:, 0]).all()


def test_a_network_without_use_for_its_biases_loses_nothing_by_them():
    rng = np.random.default_rng(1)
    x = rng.normal(size=(300, 2))
    y = (x[:, 0] > 0).astype(int)
    found = ablations(np.concatenate([x, -x]), np.concatenate([y, 1 - y]), (8,), 2, 400)
    np.testing.assert_allclose(found[:, 1], found[:, 0], atol=0.05)
