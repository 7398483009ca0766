"""Early stopping from first principles: the best loss so far, and how long ago it was."""

import numpy as np

__all__ = ["early_stopping"]


def early_stopping(metric, state=None, patience=10, min_delta=0.0):
    """Say after each epoch whether to stop, which is when the best is `patience` epochs old.

    Args:
        metric: () float. Validation loss of this epoch; lower is better.
        state: (2,) float. Best loss so far and epochs since it, as the call before returned
            them; None before the first epoch.
        patience: int. Epochs without an improvement after which training ends, at least 1.
        min_delta: float. A loss counts as an improvement if it is below the best by more than
            this, at least 0; unit of the loss.

    Returns:
        () bool and (2,) float. Whether to stop, and the state. Where its second number is 0,
        this epoch is the best so far: save its weights, and restore them at the end.

    Raises:
        TypeError: If `metric` is neither float32 nor float64, or `state` is not as `metric`.
        ValueError: If `metric` is no single number, or a shape or an option makes no sense.

    Note:
        A NaN is no improvement, so that a run that diverges ends, too. Patience 1 stops at the
        first epoch without an improvement; the loss of a network often rises and falls again.

    Source:
        Prechelt, "Early Stopping - But When?", in *Neural Networks: Tricks of the Trade*, 1998;
        Keras 3 documentation, `keras.callbacks.EarlyStopping` (patience, min_delta).
    """
    _check(metric, state, patience, min_delta)
    best, since = (np.inf, 0) if state is None else state
    better = metric < best - min_delta
    state = np.array([metric, 0] if better else [best, since + 1], metric.dtype)  # (2,)
    return state[1] >= patience, state


def _check(metric, state, patience, min_delta):
    if metric.dtype not in (np.float32, np.float64):
        raise TypeError(f"metric: wanted float32 or float64, got {metric.dtype}")
    if metric.ndim:
        raise ValueError(f"metric: wanted a single number, got shape {metric.shape}")
    if not patience >= 1:
        raise ValueError(f"patience: wanted at least 1, got {patience}")
    if not min_delta >= 0:
        raise ValueError(f"min_delta: wanted at least 0, got {min_delta}")
    if state is not None:
        if state.dtype != metric.dtype:
            raise TypeError(
                f"state: wanted {metric.dtype} as in metric, got {state.dtype}"
            )
        if state.shape != (2,):
            raise ValueError(f"state: wanted shape (2,), got {state.shape}")
