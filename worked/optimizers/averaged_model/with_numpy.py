"""Averages of parameters along training from first principles: one weighted mean."""

import numpy as np

__all__ = ["averaged_model"]


def averaged_model(param, state=None, num_averaged=0, decay=None):
    r"""Move the average of the parameters a little towards those of now.

    $\bar w \leftarrow \bar w + (1 - \delta) (w - \bar w)$ with the decay $\delta$; without one
    $\bar w \leftarrow \bar w + (w - \bar w) / (n + 1)$, the mean of all $n + 1$ so far.

    Args:
        param: (*) float. Parameters $w$ of the model in training.
        state: (*) float. Average $\bar w$ so far; None before the first.
        num_averaged: int. Number $n$ of parameters in the average so far, 0 before the first.
        decay: float or None. Share $\delta$ of the average that is kept, from 0 to 1; None gives
            all the same weight.

    Returns:
        (*) float. The average with `param`; the arguments stay as they were.

    Raises:
        TypeError: If `param` is neither float32 nor float64, or `state` is not as `param`.
        ValueError: If a shape or a number is not as above, or count and state contradict.

    Note:
        The average is used for predictions, never for the next gradient. It costs one more copy of
        the parameters. Statistics of normalization layers are no parameters: they belong to the
        model in training, and must be computed again for the average.
        The exponential average begins at the first parameters, so it needs no bias correction; it
        reaches back over about $1 / (1 - \delta)$ steps.

    Source:
        Izmailov et al., "Averaging Weights Leads to Wider Optima and Better Generalization", UAI
        2018, as cited there; PyTorch 2.13 documentation and source code,
        `torch.optim.swa_utils.AveragedModel`.
    """
    _check(param, state, num_averaged, decay)
    if state is None:
        return np.array(param)  # (*), a copy
    share = 1 / (num_averaged + 1) if decay is None else 1 - decay
    return np.asarray(state + share * (param - state))  # (*)


def _check(param, state, num_averaged, decay):
    if decay is not None and not 0 <= decay <= 1:
        raise ValueError(f"decay: wanted None or a number from 0 to 1, got {decay}")
    if num_averaged < 0 or (num_averaged == 0) != (state is None):
        has = "no state" if state is None else "a state"
        raise ValueError(
            f"num_averaged: wanted 0 without a state and more with one, "
            f"got {num_averaged} with {has}"
        )
    if param.dtype not in (np.float32, np.float64):
        raise TypeError(f"param: wanted float32 or float64, got {param.dtype}")
    if state is not None and state.dtype != param.dtype:
        raise TypeError(f"state: wanted {param.dtype} as in param, got {state.dtype}")
    if state is not None and state.shape != param.shape:
        raise ValueError(f"state: wanted shape {param.shape}, got {state.shape}")
