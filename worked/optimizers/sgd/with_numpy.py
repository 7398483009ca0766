"""Stochastic gradient descent from first principles: one subtraction."""

__all__ = ["sgd"]


def sgd(param, grad, lr=1e-3):
    r"""Step against the gradient: $w - \eta \nabla L$.

    Args:
        param: (*) float. Parameters before the step.
        grad: (*) float. Gradient of the loss in `param`, of a mini-batch or of all examples.
        lr: float. Learning rate, at least 0.

    Returns:
        (*) float. Parameters after the step; `param` itself stays as it was.

    Raises:
        ValueError: If the shapes differ or `lr` is negative.
        TypeError: If `param` is not floating.

    Note:
        "Stochastic" is a property of `grad`, not of the step. The step grows with the gradient's
        scale; adaptive optimizers remove that.

    Source:
        Robbins and Monro, "A Stochastic Approximation Method", Annals of Mathematical Statistics
        22, 1951; PyTorch 2.13 documentation, `torch.optim.SGD`.
    """
    if lr < 0:
        raise ValueError(f"lr: wanted at least 0, got {lr}")
    if param.dtype.kind != "f":
        raise TypeError(f"param: wanted a floating dtype, got {param.dtype}")
    if grad.shape != param.shape:
        raise ValueError(f"grad: wanted shape {param.shape}, got {grad.shape}")
    return param - lr * grad  # (*)
