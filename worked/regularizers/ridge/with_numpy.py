"""Ridge regression in closed form, and how many parameters it is worth."""

import numpy as np

__all__ = ["effective_dof", "ridge"]


def ridge(input, target, alpha=1.0):
    r"""Solve least squares with an L2 penalty: $w = (X^T X + \alpha I)^{-1} X^T y$.

    It minimizes $\sum_n (x_n \cdot w - y_n)^2 + \alpha \sum_d w_d^2$.

    Args:
        input: (N, D) float. Features $X$, without a column for an intercept.
        target: (N,) float. Values $y$.
        alpha: float. Strength of the penalty, above 0.

    Returns:
        (D,) float. Weights.

    Raises:
        TypeError: If the arrays are not both float32 or both float64.
        ValueError: If shapes do not fit, or `alpha` is not above 0.

    Note:
        Every `alpha` above 0 gives one solution, even with fewer examples than features; towards 0
        it is the least-squares solution of smallest norm. Scale the features first, since the
        penalty depends on their units, and leave the intercept out of the penalty by centering.
        A loss with a mean over N examples and `weight_decay` $\lambda$ on half its square has the
        same minimum for $\alpha = N \lambda / 2$.

    Source:
        Hoerl and Kennard, "Ridge Regression: Biased Estimation for Nonorthogonal Problems",
        *Technometrics* 12, 1970, abstract; scikit-learn 1.9 documentation,
        `sklearn.linear_model.Ridge`.
    """
    _check(input, alpha)
    if target.dtype != input.dtype:
        raise TypeError(f"target: wanted {input.dtype} as in input, got {target.dtype}")
    if target.shape != input.shape[:1]:
        raise ValueError(f"target: wanted shape {input.shape[:1]}, got {target.shape}")
    gram = input.T @ input  # (D, D)
    gram[np.diag_indices_from(gram)] += alpha
    return np.linalg.solve(gram, input.T @ target)  # (D,)


def effective_dof(input, alpha=1.0):
    r"""Count the parameters that ridge regression effectively fits.

    It is $\sum_i s_i^2 / (s_i^2 + \alpha)$ with the singular values $s_i$ of $X$, the trace of
    the matrix that turns targets into fitted values.

    Args:
        input: (N, D) float. Features $X$.
        alpha: float. Strength of the penalty, above 0.

    Returns:
        () float. From the rank of $X$, towards `alpha` of 0, down to 0.

    Raises:
        TypeError: If `input` is neither float32 nor float64.
        ValueError: If `input` is no matrix, or `alpha` is not above 0.

    Note:
        The penalty takes most from the directions in which the examples differ least.

    Source:
        Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, second edition,
        2009, section 3.4.1, by the notebook on it in
        https://github.com/BenJAlbrecht/ESL-Replication.
    """
    _check(input, alpha)
    square = np.linalg.svd(input, compute_uv=False) ** 2  # (min(N, D),)
    return (square / (square + alpha)).sum()  # ()


def _check(input, alpha):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if input.ndim != 2:
        raise ValueError(f"input: wanted a matrix (N, D), got shape {input.shape}")
    if not alpha > 0:
        raise ValueError(f"alpha: wanted a number above 0, got {alpha}")
