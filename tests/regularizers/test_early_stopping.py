"""Early stopping along whole runs, against Keras's rule written down once more."""

import numpy as np
import pytest

from worked.regularizers.early_stopping.with_numpy import early_stopping


def run(losses, **options):
    """Return the epochs done, the best epoch, and the best loss."""
    state, best = None, None
    for epoch, loss in enumerate(losses, 1):
        stop, state = early_stopping(np.float64(loss), state, **options)
        if state[1] == 0:
            best = epoch
        if stop:
            break
    return epoch, best, state[0]


def by_keras_s_rule(losses, patience, min_delta):
    best, wait, at = np.inf, 0, None
    for epoch, loss in enumerate(losses, 1):
        wait += 1
        if loss + min_delta < best:
            best, wait, at = loss, 0, epoch
        if wait >= patience:
            break
    return epoch, at, best


@pytest.mark.parametrize("patience", [1, 2, 5, 20])
@pytest.mark.parametrize("min_delta", [0.0, 0.05])
def test_stopping_and_best_epoch(patience, min_delta):
    for seed in range(10):
        rng = np.random.default_rng(seed)
        losses = np.exp(-np.arange(60) / 15) + 0.2 * rng.normal(size=60)
        found = run(losses, patience=patience, min_delta=min_delta)
        assert found == by_keras_s_rule(losses, patience, min_delta)


def test_more_patience_survives_a_hump():
    losses = [5, 4, 3, 3.5, 3.6, 2, 1, 1.5, 1.6, 1.7]
    assert run(losses, patience=1) == (4, 3, 3)
    assert run(losses, patience=3) == (10, 7, 1)


def test_a_run_of_nan_ends():
    assert run([np.nan] * 9, patience=4)[0] == 4


@pytest.mark.torch
def test_the_state_is_that_of_the_library_s_plateau_scheduler():
    import torch

    rng = np.random.default_rng(0)
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimizer, patience=10**6, threshold=0.1, threshold_mode="abs"
    )
    state = None
    for loss in np.exp(-np.arange(40) / 10) + 0.1 * rng.normal(size=40):
        _, state = early_stopping(np.float64(loss), state, min_delta=0.1)
        plateau.step(loss)
        assert (plateau.best, plateau.num_bad_epochs) == tuple(state)
