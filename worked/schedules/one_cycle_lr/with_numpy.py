"""The one-cycle schedule from first principles: phases between a few corners."""

import numpy as np

__all__ = ["one_cycle_lr"]


def one_cycle_lr(
    step,
    max_lr,
    total_steps,
    pct_start=0.3,
    anneal_strategy="cos",
    base_momentum=0.85,
    max_momentum=0.95,
    div_factor=25.0,
    final_div_factor=1e4,
    three_phase=False,
):
    r"""Raise the rate to its maximum, lower it far below its start, and momentum the other way.

    From the corner $a$ to the corner $b$ a phase goes as $b + \frac12 (a - b)(1 + \cos \pi s)$,
    where $s$ is the share of it that is done. The corners of the rate are $\eta / d$, $\eta$ and
    $\eta / (d f)$.

    Args:
        step: (*) int. Steps done so far, from 0 to below `total_steps`.
        max_lr: float. Largest rate $\eta$, at least 0.
        total_steps: int. Length of the run in steps, at least 1.
        pct_start: float. Share of the run in which the rate rises, from 0 to 1.
        anneal_strategy: `"cos"` or `"linear"`. Way from corner to corner.
        base_momentum: float. Momentum where the rate is largest.
        max_momentum: float. Momentum where the rate is smallest.
        div_factor: float. Maximum over first rate $d$, above 0.
        final_div_factor: float. First rate over last rate $f$, above 0.
        three_phase: bool. Come back to the first rate as slowly as the rate rose, then fall.

    Returns:
        (*) float64 and (*) float64. Rate and momentum of each step.

    Raises:
        TypeError: If `step` holds no integers.
        ValueError: If a step or an option is not as above, or the rise has a single step.

    Note:
        The maximum is reached one step before `pct_start * total_steps`. Momentum falls while the
        rate rises, because both lengthen the step. It is stepped after every batch, not after
        every epoch, and its length is fixed beforehand. For Adam the momentum is its first beta.

    Source:
        PyTorch 2.13 documentation, `torch.optim.lr_scheduler.OneCycleLR`, after Smith and Topin,
        "Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates".
    """
    first, last = max_lr / div_factor, max_lr / div_factor / final_div_factor
    rise, end = pct_start * total_steps - 1, total_steps - 1
    ends, corners = [rise, end], [first, max_lr, last]
    momenta = [max_momentum, base_momentum, max_momentum]
    if three_phase:
        ends, corners = [rise, 2 * rise, end], [first, max_lr, first, last]
        momenta.append(max_momentum)
    step = _check(step, max_lr, total_steps, pct_start, anneal_strategy, rise)  # (*)
    phase = np.searchsorted(ends[:-1], step)  # (*)
    start = np.take([0.0, *ends[:-1]], phase)  # (*)
    done = (step - start) / (np.take(ends, phase) - start)  # (*), from 0 to 1
    if anneal_strategy == "cos":
        done = (1 - np.cos(np.pi * done)) / 2  # (*)
    rate, momentum = (
        np.take(at, phase) * (1 - done) + np.take(at, phase + 1) * done  # (*)
        for at in (corners, momenta)
    )
    return rate, momentum


def _check(step, max_lr, total_steps, pct_start, anneal_strategy, rise):
    step = np.asarray(step)  # (*)
    if step.dtype.kind not in "iu":
        raise TypeError(f"step: wanted an integer dtype, got {step.dtype}")
    if (step < 0).any():
        raise ValueError(f"step: wanted at least 0, got {step.min()}")
    if not max_lr >= 0:
        raise ValueError(f"max_lr: wanted at least 0, got {max_lr}")
    if total_steps < 1:
        raise ValueError(f"total_steps: wanted at least 1, got {total_steps}")
    if (step >= total_steps).any():
        raise ValueError(f"step: wanted less than {total_steps}, got {step.max()}")
    if not 0 <= pct_start <= 1:
        raise ValueError(f"pct_start: wanted from 0 to 1, got {pct_start}")
    if rise == 0:
        raise ValueError(
            f"pct_start: wanted a rise of another length than one step, got {pct_start}"
        )
    if anneal_strategy not in ("cos", "linear"):
        raise ValueError(
            f"anneal_strategy: wanted 'cos' or 'linear', got {anneal_strategy!r}"
        )
    return step.astype(np.int64)
