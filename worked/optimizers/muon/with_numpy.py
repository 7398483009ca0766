"""Muon from first principles: momentum, five Newton-Schulz iterations, one step."""

import numpy as np

from worked.optimizers.sgd.with_numpy import check_step

__all__ = ["muon"]


def muon(
    param,
    grad,
    state=None,
    lr=1e-3,
    weight_decay=0.1,
    momentum=0.95,
    nesterov=True,
    ns_coefficients=(3.4445, -4.775, 2.0315),
    eps=1e-7,
    ns_steps=5,
    adjust_lr_fn=None,
):
    r"""Step along the momentum of a matrix, with all its singular values brought near one.

    $B \leftarrow \mu B + (1 - \mu) G$, $\;X = (1 - \mu) G + \mu B$ with `nesterov` and $X = B$
    without. Divide $X$ by its length, and repeat $X \leftarrow a X + (b A + c A^2) X$ with
    $A = X X^T$; then $W \leftarrow (1 - \eta \lambda) W - \eta s X$.

    Args:
        param: (M, N) float. Weights $W$ of a hidden layer before the step.
        grad: (M, N) float. Gradient $G$ of the loss with respect to `param`.
        state: (M, N) float. Momentum $B$ that the step before returned; None before the first.
        lr: float. Learning rate $\eta$, at least 0.
        weight_decay: float. Decay $\lambda$, at least 0; a step removes the share $\eta \lambda$.
        momentum: float. Share $\mu$ of the momentum that is kept, at least 0.
        nesterov: bool. Step along the momentum that the next step would have.
        ns_coefficients: (float, float, float). The polynomial's $a$, $b$ and $c$.
        eps: float. Smallest length that is divided by.
        ns_steps: int. Iterations, below 100.
        adjust_lr_fn: str or None. Factor $s$ of the rate: $\sqrt{\max(1, M/N)}$ for `"original"`
            and None, $0.2 \sqrt{\max(M, N)}$ for `"match_rms_adamw"`.

    Returns:
        (M, N) float and (M, N) float. Weights and momentum after the step; the arguments stay as
        they were.

    Raises:
        TypeError: If `param` is neither float32 nor float64, or the others are not as `param`.
        ValueError: If `param` is no matrix, or a shape or a number is not as above.

    Note:
        Each iteration leaves the singular vectors as they are and sends each singular value $s$ to
        $a s + b s^3 + c s^5$; five of them bring a value that is not tiny to between about 0.7 and
        1.2, not to one. We iterate in the dtype of the data, the library in bfloat16, whose
        eight bits move an entry of the step by some hundredths; a direction whose singular value
        is below about a thousandth of the length is rounding noise there.

    Source:
        Jordan et al., "Muon: An optimizer for hidden layers in neural networks", 2024,
        readme of the repository KellerJordan/Muon; PyTorch 2.13 documentation and source code,
        `torch.optim.Muon`.
    """
    numbers = {"lr": lr, "weight_decay": weight_decay, "momentum": momentum}
    check_step(param, grad, state, param.shape, **numbers)
    _check_options(param.shape, ns_steps, adjust_lr_fn)
    kept = (1 - momentum) * grad  # (M, N)
    if state is not None:
        kept += momentum * state
    mixed = (1 - momentum) * grad + momentum * kept if nesterov else kept  # (M, N)
    step = _orthogonalized(mixed, ns_coefficients, ns_steps, eps)  # (M, N)
    rows, columns = param.shape
    if adjust_lr_fn == "match_rms_adamw":
        scale = 0.2 * max(rows, columns) ** 0.5
    else:
        scale = max(1, rows / columns) ** 0.5
    return (1 - lr * weight_decay) * param - lr * scale * step, kept


def _orthogonalized(matrix, coefficients, steps, eps):
    # The shorter side first: its products are the smaller ones.
    a, b, c = coefficients
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix  # (K, L), K <= L
    x = x / max(np.sqrt((x * x).sum()), eps)  # (K, L)
    for _ in range(steps):
        square = x @ x.T  # (K, K)
        x = a * x + (b * square + c * square @ square) @ x  # (K, L)
    return x.T if tall else x  # (M, N)


def _check_options(shape, ns_steps, adjust_lr_fn):
    if len(shape) != 2 or 0 in shape:
        raise ValueError(f"param: wanted a matrix (M, N), got shape {shape}")
    if ns_steps >= 100:
        raise ValueError(f"ns_steps: wanted fewer than 100, got {ns_steps}")
    if adjust_lr_fn not in (None, "original", "match_rms_adamw"):
        raise ValueError(
            "adjust_lr_fn: wanted None, 'original' or 'match_rms_adamw', "
            f"got {adjust_lr_fn!r}"
        )
