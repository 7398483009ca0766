"""Bias and variance of a method, from its predictions after several training sets."""

import numpy as np

__all__ = ["bias_variance"]


def bias_variance(prediction, target):
    r"""Split the mean squared error into the mean prediction's offset and the scatter around it.

    With predictions $f_s$ from training sets $s$ and their mean $\bar f$, at each example:
    $\frac1S \sum_s (f_s - y)^2 = (\bar f - y)^2 + \frac1S \sum_s (f_s - \bar f)^2$.

    Args:
        prediction: (S, N) float. Predictions for N examples after training on S sets.
        target: (N,) float. True values without noise.

    Returns:
        () float and () float. Squared bias and variance, means over the examples; squared unit
        of the target.

    Raises:
        TypeError: If the arrays are not both float32 or both float64.
        ValueError: If shapes do not fit, or there is nothing to average.

    Note:
        Targets with noise add its variance to the error, and to what is measured as bias if they
        stand in `target`. The squared bias measured with S sets is too large by a share 1 / S of
        the variance.

    Source:
        Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, second edition,
        2009, section 7.3, by the summary at https://www.briansmlee.com/esl/07_03_Summary.
    """
    _check(prediction, target)
    center = prediction.mean(axis=0)  # (N,)
    bias = np.square(center - target).mean()  # ()
    return bias, np.square(prediction - center).mean()  # (), ()


def _check(prediction, target):
    if prediction.dtype not in (np.float32, np.float64):
        raise TypeError(
            f"prediction: wanted float32 or float64, got {prediction.dtype}"
        )
    if target.dtype != prediction.dtype:
        raise TypeError(
            f"target: wanted {prediction.dtype} as in prediction, got {target.dtype}"
        )
    if prediction.ndim != 2 or not prediction.size:
        raise ValueError(
            f"prediction: wanted (S, N) with S and N at least 1, got {prediction.shape}"
        )
    if target.shape != prediction.shape[1:]:
        raise ValueError(
            f"target: wanted shape {prediction.shape[1:]}, got {target.shape}"
        )
