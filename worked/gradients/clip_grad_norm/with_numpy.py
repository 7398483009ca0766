"""Clipping by the norm from first principles: one norm over all parameters, one factor."""

import numpy as np

__all__ = ["clip_grad_norm"]


def clip_grad_norm(grads, max_norm, norm_type=2.0, error_if_nonfinite=False):
    r"""Multiply all gradients by one factor, so that their common norm is at most `max_norm`.

    With the norm $\|g\|$ of all gradients as one vector and the bound $c$:
    $g \leftarrow g \cdot \min\left(1, \dfrac{c}{\|g\| + 10^{-6}}\right)$.

    Args:
        grads: (*) float, or a list of such arrays of any shapes. Gradients with respect to all
            parameters of the network.
        max_norm: float. Bound $c$, at least 0; unit of the gradient.
        norm_type: float. Order of the norm, above 0; `inf` for the largest absolute value.
        error_if_nonfinite: bool. Refuse gradients whose norm is infinite or NaN.

    Returns:
        (*) float, or a list as in `grads`, and () float. The clipped gradients, and their norm
        before, which is what one logs; the arguments stay as they were.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ in it.
        ValueError: If there is no array, a number is not as above, or the norm is not finite and
            `error_if_nonfinite` is set.

    Note:
        One factor for all layers keeps the direction of the whole gradient; clipping each layer by
        itself would turn it. A short gradient stays as it was, so nothing is ever made longer.
        The 1e-6 leaves a clipped gradient a little shorter than `max_norm`, as in PyTorch. An
        infinite gradient becomes NaN, and all others zero; a NaN anywhere makes all NaN.

    Source:
        Pascanu, Mikolov and Bengio, "On the Difficulty of Training Recurrent Neural Networks",
        ICML 2013, section 3.2; PyTorch 2.13 documentation, `torch.nn.utils.clip_grad_norm_`.
    """
    several = isinstance(grads, list | tuple)
    parts = list(grads) if several else [grads]
    _check(parts, max_norm, norm_type)
    norms = [_norm(part, norm_type) for part in parts]
    total = _norm(np.array(norms), norm_type)  # ()
    if error_if_nonfinite and not np.isfinite(total):
        raise ValueError(f"grads: wanted a finite norm, got {total}")
    factor = np.minimum(max_norm / (total + 1e-6), 1)  # ()
    clipped = [factor * part for part in parts]  # (*) each
    return (clipped if several else clipped[0]), total


def _norm(array, order):
    # The norm of an array as one vector.
    size = np.abs(array)  # (*)
    if order == np.inf:
        return size.max(initial=0)  # ()
    return (size**order).sum() ** (1 / order)  # ()


def _check(parts, max_norm, norm_type):
    if not parts:
        raise ValueError("grads: wanted one array or more, got none")
    if not max_norm >= 0:
        raise ValueError(f"max_norm: wanted at least 0, got {max_norm}")
    if not norm_type > 0:
        raise ValueError(f"norm_type: wanted a number above 0, got {norm_type}")
    for part in parts:
        if part.dtype not in (np.float32, np.float64):
            raise TypeError(f"grads: wanted float32 or float64, got {part.dtype}")
        if part.dtype != parts[0].dtype:
            raise TypeError(
                f"grads: wanted {parts[0].dtype} as in the first, got {part.dtype}"
            )
