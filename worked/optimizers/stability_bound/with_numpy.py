"""The stability bound from first principles: power iteration on Hessian-vector products."""

import numpy as np

from worked.autograd.jvp.with_numpy import jvp

__all__ = ["stability_bound"]


def stability_bound(gradient, param):
    r"""Return two over the largest eigenvalue of the Hessian, and that eigenvalue.

    On a quadratic loss, a step of rate $\eta$ multiplies the part of the distance along an
    eigenvector by $1 - \eta \lambda$, which is smaller than one in size as long as
    $0 < \eta < 2 / \lambda$.

    Args:
        gradient: Function of an array shaped as `param`, by the operators and methods that arrays,
            dual numbers and tensors share; returns the gradient of a loss, of that shape.
        param: (*) float. Point at which the curvature is measured, of one number or more.

    Returns:
        () float and () float. Bound on the learning rate of plain gradient descent, and the largest
        eigenvalue $\lambda$, the sharpness; the bound is infinite if no direction curves upward.

    Raises:
        TypeError: If `param` is neither float32 nor float64.
        ValueError: If `param` is empty.

    Note:
        The Hessian is never formed: its product with a vector is the derivative of the gradient
        along that vector, one pass. Repeated products turn almost any vector towards the
        eigenvalue of largest size. If that one is negative, or if a positive and a negative one
        are equally large, its size is added to all eigenvalues, and the search repeated. It begins
        with a fixed random vector, since one without a share of the eigenvector would never find
        it. On a loss that is not quadratic the bound holds only near the point, and only near a
        minimum does it say whether gradient descent stays.

    Source:
        Cohen et al., "Gradient Descent on Neural Networks Typically Occurs at the Edge of
        Stability", ICLR 2021, section 1.
    """
    _check(param)
    start = np.random.default_rng(0).normal(size=param.shape).astype(param.dtype)  # (*)
    nothing = param.dtype.type(0)

    def largest(shift):
        value, size, vector = nothing, nothing, start / np.linalg.norm(start)
        for _ in range(10_000):
            # (*), the Hessian times the vector
            _, turned = jvp(gradient, param, vector)
            turned = turned - shift * vector  # (*)
            # (), (), Rayleigh's quotient
            before, value = value, np.vdot(vector, turned)
            size = np.linalg.norm(turned)  # ()
            if not (size > 0 and abs(value - before) > 1e-14 * abs(value)):
                break
            vector = turned / size  # (*)
        return value, size

    sharpness, size = largest(nothing)  # (), ()
    if sharpness < size * (1 - np.sqrt(np.finfo(param.dtype).eps)):
        sharpness = largest(-size)[0] - size  # ()
    bound = param.dtype.type(np.inf) if sharpness <= 0 else 2 / sharpness  # ()
    return bound, sharpness


def _check(param):
    if param.dtype not in (np.float32, np.float64):
        raise TypeError(f"param: wanted float32 or float64, got {param.dtype}")
    if not param.size:
        raise ValueError(f"param: wanted one number or more, got shape {param.shape}")
