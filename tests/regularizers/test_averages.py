"""Laws of what averages: ensembles, Monte-Carlo masks, mixtures, training sets."""

import numpy as np
import pytest

from worked.losses.cross_entropy.with_numpy import cross_entropy
from worked.regularizers.bias_variance.with_numpy import bias_variance
from worked.regularizers.ensemble.with_numpy import ensemble
from worked.regularizers.mc_dropout.with_numpy import mc_dropout
from worked.regularizers.mixup.with_numpy import mixup

rng = np.random.default_rng(0)


def test_an_ensemble_is_never_worse_than_its_members_on_average():
    for _ in range(20):
        z, truth = 3 * rng.normal(size=(4, 9, 5)), rng.integers(5, size=9)
        together = cross_entropy(np.log(ensemble(z)), truth)
        assert together <= np.mean([cross_entropy(one, truth) for one in z])


def test_alike_members_change_nothing():
    z = rng.normal(size=(1, 4, 3))
    np.testing.assert_allclose(ensemble(np.repeat(z, 5, 0)), ensemble(z), rtol=1e-12)


def test_the_mean_of_all_masks_is_the_network_without_dropout():
    x, first, second = rng.normal(size=(6, 2)), rng.normal(size=(3, 2)), np.ones((1, 3))
    masks = np.array(list(np.ndindex(2, 2, 2)), bool)  # each as probable as the others
    mean, spread = mc_dropout(x, first, np.zeros(3), second, np.zeros(1), masks, 0.5)
    hidden = np.maximum(x @ first.T, 0)
    np.testing.assert_allclose(mean[:, 0], hidden.sum(1), atol=1e-12)
    np.testing.assert_allclose(spread[:, 0], np.sqrt((hidden**2).sum(1)), atol=1e-12)


@pytest.mark.parametrize("lam", [0.0, 0.3, 1.0])
def test_mixed_labels_give_the_mixture_of_two_losses(lam):
    z, truth, order = (
        rng.normal(size=(8, 4)),
        rng.integers(4, size=8),
        rng.permutation(8),
    )
    soft = cross_entropy(z, mixup(np.eye(4)[truth], order, lam))
    two = lam * cross_entropy(z, truth) + (1 - lam) * cross_entropy(z, truth[order])
    np.testing.assert_allclose(soft, two, rtol=1e-12)


def test_bias_and_variance_add_up_to_the_error():
    prediction, target = rng.normal(size=(11, 7)), rng.normal(size=7)
    np.testing.assert_allclose(
        sum(bias_variance(prediction, target)), ((prediction - target) ** 2).mean()
    )
