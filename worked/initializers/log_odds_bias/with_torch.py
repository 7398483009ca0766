"""The bias of an output unit from the share of positives, as it is written at work."""

import torch

__all__ = ["log_odds_bias"]


def log_odds_bias(prior):
    """Call `torch.logit`, the inverse of the sigmoid.

    At work: `torch.nn.init.constant_(head.bias, torch.logit(share).item())`.

    Args:
        prior: (*) floating tensor between 0 and 1; at the ends the library returns infinities.

    Returns:
        (*) tensor. Log-odds in nats.
    """
    return torch.logit(prior)
