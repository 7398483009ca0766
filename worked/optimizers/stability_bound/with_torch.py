"""The stability bound as one computes it for a small model."""

import torch

__all__ = ["stability_bound"]


def stability_bound(gradient, param):
    """Take all eigenvalues of the Hessian, the Jacobian of the gradient.

    The matrix has the square of the number of parameters as entries, so for networks one iterates
    with Hessian-vector products instead.

    Args:
        gradient: Function of a tensor shaped as `param`; returns the gradient of a loss.
        param: (*) floating tensor. Point at which the curvature is measured.

    Returns:
        () tensor and () tensor. Two over the largest eigenvalue, infinite if that one is not
        positive, and the eigenvalue.
    """
    count = param.numel()
    hessian = torch.autograd.functional.jacobian(gradient, param)  # (*, *)
    values = torch.linalg.eigvalsh(hessian.reshape(count, count))  # (n,), rising
    sharpness = values[-1]  # ()
    return torch.where(sharpness <= 0, torch.inf, 2 / sharpness), sharpness
