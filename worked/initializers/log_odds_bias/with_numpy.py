"""The bias of an output unit from the share of positives."""

import numpy as np

__all__ = ["log_odds_bias"]


def log_odds_bias(prior):
    r"""Return the bias whose sigmoid is the share of positives: $\log \frac{p}{1 - p}$.

    With it, and small weights, a fresh classifier predicts the prior for every example, and its
    first loss is the entropy of the labels instead of log 2.

    Args:
        prior: (*) float between 0 and 1. Share of positives, one for each output.

    Returns:
        (*) float. Biases, log-odds in nats.

    Raises:
        TypeError: If `prior` is neither float32 nor float64.
        ValueError: If a share is not between 0 and 1, ends excluded.

    Note:
        For a softmax over C classes the biases are the logarithms of the shares.
        The difference of two logarithms is stable for small shares; near 1, the share itself has
        been rounded, and one passes the share of negatives and turns the sign.

    Source:
        Lin et al., "Focal Loss for Dense Object Detection", ICCV 2017, through the literature
        notes of runfengxu.github.io, 2020; PyTorch 2.13 documentation, `torch.logit`.
    """
    if prior.dtype not in (np.float32, np.float64):
        raise TypeError(f"prior: wanted float32 or float64, got {prior.dtype}")
    if not ((prior > 0) & (prior < 1)).all():
        raise ValueError(
            f"prior: wanted shares between 0 and 1, got {prior.min()} to {prior.max()}"
        )
    return np.log(prior) - np.log1p(-prior)  # (*)
