"""Linear regression from first principles: least squares by a QR decomposition."""

import numpy as np

__all__ = ["linear_regression"]


def linear_regression(input, target):
    r"""Find the weights with the smallest squared error, without any descent.

    With the column of ones appended, $X = QR$ and $w = R^{-1} Q^T y$, which solves the normal
    equations $X^T X w = X^T y$.

    Args:
        input: (N, D) float. Examples, more of them than features.
        target: (N,) float. Values, in the unit of what is predicted.

    Returns:
        (D + 1,) float. Weights, and the bias at the end.

    Raises:
        TypeError: If an array is neither float32 nor float64, or the two differ.
        ValueError: If shapes do not fit, or there are fewer examples than weights.

    Note:
        $X^T X$ is never formed: its condition number is the square of that of $X$. Gradient descent
        on the mean squared error approaches the same weights, in steps about in proportion to that
        square. Features that depend linearly on each other make $R$ singular.

    Source:
        PyTorch 2.13 documentation, `torch.linalg.lstsq`.
    """
    _check(input, target)
    design = np.concatenate([input, np.ones_like(input[:, :1])], 1)  # (N, D + 1)
    q, r = np.linalg.qr(design)  # (N, D + 1), (D + 1, D + 1)
    return np.linalg.solve(r, q.T @ target)  # (D + 1,)


def _check(input, target):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if target.dtype != input.dtype:
        raise TypeError(f"target: wanted {input.dtype} as in input, got {target.dtype}")
    if input.ndim != 2 or not 0 < input.shape[1] < len(input):
        raise ValueError(
            f"input: wanted (N, D) with more examples than features, got {input.shape}"
        )
    if target.shape != input.shape[:1]:
        raise ValueError(f"target: wanted shape {input.shape[:1]}, got {target.shape}")
