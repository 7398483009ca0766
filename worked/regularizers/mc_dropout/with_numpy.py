"""Monte-Carlo dropout from first principles: one network, several masks, mean and spread."""

import numpy as np

from worked.activations.relu.with_numpy import relu
from worked.regularizers.dropout.with_numpy import dropout

__all__ = ["mc_dropout"]


def mc_dropout(input, weight1, bias1, weight2, bias2, mask, p=0.5):
    """Answer with several masks, and return the mean and the standard deviation of the answers.

    The network is a linear layer, ReLU, dropout, and a linear layer.

    Args:
        input: (N, D) float. Examples.
        weight1: (H, D) float. Weights of the hidden layer.
        bias1: (H,) float. Its biases.
        weight2: (C, H) float. Weights of the output layer.
        bias2: (C,) float. Its biases.
        mask: (K, H) bool. One mask per answer, shared by all examples. True keeps a unit.
        p: float in [0, 1]. Probability with which the masks were drawn to drop a unit.

    Returns:
        (N, C) float and (N, C) float. Mean and standard deviation over the K answers, the latter
        divided by K and not by K - 1.

    Raises:
        TypeError: If the arrays are not all float32 or all float64, or the mask is not bool.
        ValueError: If there is no mask, or one does not fit the hidden layer.

    Note:
        One mask for all examples makes each answer a function of the input, one member of an
        ensemble. The spread says how far these members disagree; the noise of the data comes on
        top. How well it is calibrated depends on `p` and on the weights' penalty.

    Source:
        Gal and Ghahramani, "Dropout as a Bayesian Approximation: Representing Model Uncertainty
        in Deep Learning", ICML 2016, abstract.
    """
    _check(input, weight1, bias1, weight2, bias2, mask)
    hidden = relu(input @ weight1.T + bias1)  # (N, H)
    answers = np.stack(
        [dropout(hidden, one, p) @ weight2.T + bias2 for one in mask]
    )  # (K, N, C)
    return answers.mean(axis=0), answers.std(axis=0)  # (N, C), (N, C)


def _check(input, weight1, bias1, weight2, bias2, mask):
    floats = {"weight1": weight1, "bias1": bias1, "weight2": weight2, "bias2": bias2}
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    for name, array in floats.items():
        if array.dtype != input.dtype:
            raise TypeError(
                f"{name}: wanted {input.dtype} as in input, got {array.dtype}"
            )
    if mask.ndim != 2 or not len(mask) or mask.shape[1:] != weight1.shape[:1]:
        raise ValueError(
            f"mask: wanted (K, {len(weight1)}) with K at least 1, got {mask.shape}"
        )
