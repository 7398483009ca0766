"""Orthogonal initialization from standard draws."""

import numpy as np

__all__ = ["orthogonal"]


def orthogonal(draw, gain=1.0):
    r"""Turn normal draws into a matrix whose rows or columns are orthonormal, times the gain.

    With the QR decomposition $G = Q R$ of the draws, the weight is
    $g\,Q \operatorname{diag}(\operatorname{sign} R_{ii})$.

    Args:
        draw: (out, in, *) float. Normal draws of mean 0 and variance 1; all axes but the first
            count as one, the inputs.
        gain: float. Factor $g$ by which lengths change.

    Returns:
        (out, in, *) float. With M as (out, in) weights and g = 1: M^T M = I if out is at least in,
        so that lengths are kept; else M M^T = I, so that lengths are kept on the way back.

    Raises:
        TypeError: If `draw` is neither float32 nor float64.
        ValueError: If it has fewer than two axes.

    Note:
        Without the signs the matrix would depend on a convention of the decomposition; with them
        every orthogonal matrix is equally likely. All singular values are equal, while a matrix of
        independent draws has some near zero, so that a linear stack of square ones keeps every
        direction.

    Source:
        Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep
        linear neural networks", ICLR 2014; PyTorch 2.13 documentation,
        `torch.nn.init.orthogonal_`.
    """
    if draw.dtype not in (np.float32, np.float64):
        raise TypeError(f"draw: wanted float32 or float64, got {draw.dtype}")
    if draw.ndim < 2:
        raise ValueError(
            f"draw: wanted at least 2 axes, (out, in, ...), got shape {draw.shape}"
        )
    if draw.size == 0:
        return draw.copy()  # (out, in, *)
    flat = draw.reshape(len(draw), -1)  # (out, in)
    wide = flat.shape[0] < flat.shape[1]
    q, r = np.linalg.qr(flat.T if wide else flat)  # (long, short), (short, short)
    q *= np.sign(np.diag(r))  # (long, short)
    return gain * (q.T if wide else q).reshape(draw.shape)  # (out, in, *)
