"""Lion from first principles: the sign of a running mean, and nothing else of it."""

import numpy as np

from worked.optimizers.sgd.with_numpy import check_step

__all__ = ["lion"]


def lion(param, grad, state=None, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
    r"""Step by the rate against the sign of a mixture of momentum and gradient.

    $w \leftarrow (1 - \eta \lambda) w - \eta \operatorname{sign}(\beta_1 m + (1 - \beta_1) g)$,
    then $m \leftarrow \beta_2 m + (1 - \beta_2) g$.

    Args:
        param: (*) float. Parameters $w$ before the step.
        grad: (*) float. Gradient $g$ of the loss with respect to `param`.
        state: (*) float. Running mean $m$ that the step before returned; None before the first.
        lr: float. Learning rate $\eta$, the length of the step in each coordinate; at least 0.
        betas: (float, float). Share $\beta_1$ of the mean in the step, and $\beta_2$ of the mean
            that is kept.
        weight_decay: float. Decay $\lambda$, at least 0; a step removes the share $\eta \lambda$.

    Returns:
        (*) float and (*) float. Parameters and mean after the step; the arguments stay as they
        were.

    Raises:
        TypeError: If `param` is neither float32 nor float64, or the others are not as `param`.
        ValueError: If a shape or a number is not as above.

    Note:
        The state is one array, where Adam has two. The sign of exactly zero is zero; of NaN it is
        taken as zero, as PyTorch does, while the mean keeps the NaN. The step is as long in a
        small coordinate as in a large one, and does not shrink near a minimum, so that the rate
        is chosen 3 to 10 times smaller than AdamW's, and a schedule must bring it down.

    Source:
        Chen et al., "Symbolic Discovery of Optimization Algorithms", 2023, arXiv 2302.06675;
        its readme and `lion_pytorch.py` in the repository google/automl.
    """
    check_step(param, grad, state, param.shape, lr=lr, weight_decay=weight_decay)
    if not all(0 <= beta < 1 for beta in betas):
        raise ValueError(f"betas: wanted two from 0 to below 1, got {betas}")
    after = np.empty(param.shape, param.dtype)  # (*)
    work = np.empty(param.shape, param.dtype)  # (*), for every product
    move = np.multiply(1 - betas[0], grad, out=np.empty_like(after))  # (*)
    np.multiply(1 - betas[1], grad, out=after)
    if state is not None:
        move += np.multiply(betas[0], state, out=work)
        after += np.multiply(betas[1], state, out=work)
    np.subtract(move > 0, move < 0, out=move, dtype=param.dtype)  # the sign; of NaN 0
    move *= -lr
    move += np.multiply(1 - lr * weight_decay, param, out=work)
    return move, after
