"""AdaGrad from first principles: one running sum of squares, and one division."""

import numpy as np

from worked.optimizers.sgd.with_numpy import check_step

__all__ = ["adagrad"]


def adagrad(
    param,
    grad,
    state=None,
    step=1,
    lr=1e-2,
    lr_decay=0.0,
    weight_decay=0.0,
    initial_accumulator_value=0.0,
    eps=1e-10,
    maximize=False,
):
    r"""Step against the gradient, in units of the root of the sum of its squares so far.

    With the step $t$ and the decay $\kappa$ of the rate: $G \leftarrow G + g^2$, then
    $w \leftarrow w - \dfrac{\eta}{1 + (t - 1) \kappa} \cdot \dfrac{g}{\sqrt{G} + \epsilon}$.

    Args:
        param: (*) float. Parameters $w$ before the step.
        grad: (*) float. Gradient $g$ of the loss with respect to `param`.
        state: (*) float. Sum $G$ of squares that the step before returned; None before the first.
        step: int. Number $t$ of the step, from 1.
        lr: float. Learning rate $\eta$, at least 0.
        lr_decay: float. Decay $\kappa$ of the rate per step, at least 0.
        weight_decay: float. Factor of the parameters that are added to the gradient, at least 0.
        initial_accumulator_value: float. Sum before the first step, at least 0.
        eps: float. Added to the root, at least 0; unit of the gradient.
        maximize: bool. Climb instead of descend.

    Returns:
        (*) float and (*) float. Parameters and sum of squares after the step; the arguments stay
        as they were.

    Raises:
        TypeError: If `param` is neither float32 nor float64, or the others are not as `param`.
        ValueError: If a shape or a number is not as above, or step and state contradict.

    Note:
        The sum never shrinks: under a gradient of constant size the step falls as $1/\sqrt{t}$
        without any schedule. A coordinate whose gradient is mostly zero keeps long steps for the
        few times when it is not, which is what the method was made for.
        `eps` stands outside the root, as in PyTorch.

    Source:
        Duchi, Hazan and Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic
        Optimization", JMLR 12, 2011, as cited there; PyTorch 2.13 documentation and source code,
        `torch.optim.Adagrad`.
    """
    check_step(
        param,
        grad,
        state,
        param.shape,
        lr=lr,
        lr_decay=lr_decay,
        weight_decay=weight_decay,
        initial_accumulator_value=initial_accumulator_value,
        eps=eps,
    )
    if step < 1 or (step == 1) != (state is None):
        has = "no state" if state is None else "a state"
        raise ValueError(
            f"step: wanted 1 without a state and more with one, got {step} with {has}"
        )
    slope = -grad if maximize else grad  # (*)
    if weight_decay:
        slope = slope + weight_decay * param  # (*)
    total = np.multiply(slope, slope, out=np.empty(param.shape, param.dtype))  # (*)
    total += initial_accumulator_value if state is None else state
    root = np.sqrt(total, out=np.empty(param.shape, param.dtype))  # (*)
    root += eps
    move = np.divide(slope, root, out=root)  # (*)
    move *= -lr / (1 + (step - 1) * lr_decay)
    move += param
    return move, total
