"""The L2 penalty, and the decay of weights beside the step."""

import numpy as np

__all__ = ["l2_penalty", "l2_penalty_backward", "weight_decay"]


def l2_penalty(param, weight_decay=0.01):
    r"""Charge half the sum of the squared weights: $\frac{\lambda}{2} \sum w^2$.

    Args:
        param: (*) float. Weights, any shape.
        weight_decay: float. Strength $\lambda$, at least 0, as the optimizer's option has it.

    Returns:
        () float. To be added to the loss.

    Raises:
        TypeError: If `param` is neither float32 nor float64.
        ValueError: If the strength is negative.

    Note:
        With the half, the gradient is $\lambda w$, which is what `torch.optim.SGD` and
        `torch.optim.Adam` add for their option `weight_decay`. Without it, halve the strength.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 7.1.1, by the notes
        at http://fiveeyes.github.io/learning/2017/06/17/Deep-Learning-Book-7.html.
    """
    _check(param, weight_decay)
    return 0.5 * weight_decay * np.square(param).sum()  # ()


def l2_penalty_backward(grad_output, param, weight_decay=0.01):
    r"""Pull each weight towards zero in proportion to it: $\lambda w$.

    Args:
        grad_output: () float. Gradient of the final loss in the penalty.
        param: (*) float. Weights of the forward pass.
        weight_decay: float. As in the forward pass.

    Returns:
        (*) float. Gradient in `param`.
    """
    _check(param, weight_decay)
    if np.shape(grad_output) != ():
        raise ValueError(f"grad_output: wanted shape (), got {np.shape(grad_output)}")
    return np.asarray(grad_output, param.dtype) * weight_decay * param  # (*)


def weight_decay(param, lr=1e-3, weight_decay=0.01):
    r"""Shrink the weights by the same share, beside the step: $w (1 - \eta \lambda)$.

    Args:
        param: (*) float. Weights, any shape.
        lr: float. Learning rate $\eta$, at least 0.
        weight_decay: float. Strength $\lambda$, at least 0.

    Returns:
        (*) float. Shrunk weights, to be moved by a step whose gradient holds no penalty.

    Raises:
        TypeError: If `param` is neither float32 nor float64.
        ValueError: If a number is negative.

    Note:
        A step of plain gradient descent after it is exactly a step on the loss plus `l2_penalty`,
        if the gradient was taken at the weights before it. For an optimizer that divides the
        gradient by its size the two differ, because the penalty's gradient would be divided, too:
        this is AdamW against Adam with an L2 penalty.

    Source:
        Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019, abstract.
    """
    _check(param, weight_decay)
    if not lr >= 0:
        raise ValueError(f"lr: wanted at least 0, got {lr}")
    return param * (1 - lr * weight_decay)  # (*)


def _check(param, weight_decay):
    if param.dtype not in (np.float32, np.float64):
        raise TypeError(f"param: wanted float32 or float64, got {param.dtype}")
    if not weight_decay >= 0:
        raise ValueError(f"weight_decay: wanted at least 0, got {weight_decay}")
