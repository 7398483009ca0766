"""With the log-odds as bias a fresh classifier starts at the entropy of the labels."""

import numpy as np
import pytest

from worked.initializers.log_odds_bias.with_numpy import log_odds_bias
from worked.losses.binary_cross_entropy_with_logits.with_numpy import (
    binary_cross_entropy_with_logits,
)


@pytest.mark.parametrize("count", [1, 10, 100])
def test_the_first_loss_is_the_entropy_of_the_labels(count):
    label = (np.arange(200) < count).astype(float)
    prior = np.array(label.mean())
    logit = np.full(200, log_odds_bias(prior))
    entropy = -prior * np.log(prior) - (1 - prior) * np.log(1 - prior)
    loss = binary_cross_entropy_with_logits(logit, label)
    np.testing.assert_allclose(loss, entropy, rtol=1e-12)
    assert loss <= np.log(2) + 1e-12


def test_sigmoid_gives_the_share_back():
    prior = np.array([1e-12, 1e-3, 0.3, 0.999])
    np.testing.assert_allclose(1 / (1 + np.exp(-log_odds_bias(prior))), prior)
