"""Schedules behind one another and on top of one another, against the library's own ways."""

import numpy as np
import pytest

from worked.schedules.cosine_annealing_lr.with_numpy import cosine_annealing_lr
from worked.schedules.exponential_lr.with_numpy import exponential_lr
from worked.schedules.inverse_time.with_numpy import inverse_time
from worked.schedules.linear_lr.with_numpy import linear_lr
from worked.schedules.multi_step_lr.with_numpy import multi_step_lr
from worked.schedules.polynomial_lr.with_numpy import polynomial_lr
from worked.schedules.step_lr.with_numpy import step_lr
from worked.schedules.warmup_stable_decay.with_numpy import warmup_stable_decay

STEPS = np.arange(100)


def read(scheduler, count=100):
    rates = []
    for _ in range(count):
        rates.append(scheduler.optimizer.param_groups[0]["lr"])
        scheduler.optimizer.step()
        scheduler.step()
    return rates


def parts(*names_and_options, lr=0.2):
    """Return the library's schedulers, by name and options, on one optimizer."""
    import torch

    optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr)
    return [
        getattr(torch.optim.lr_scheduler, name)(optimizer, **options)
        for name, options in names_and_options
    ]


@pytest.mark.torch
@pytest.mark.parametrize(("warm", "start"), [(1, 0.5), (10, 0.01), (40, 0.2)])
def test_warm_up_then_cosine(warm, start):
    from torch.optim.lr_scheduler import SequentialLR

    first, second = parts(
        ("LinearLR", {"start_factor": start, "total_iters": warm}),
        ("CosineAnnealingLR", {"T_max": 100 - warm, "eta_min": 1e-3}),
    )
    wanted = read(SequentialLR(first.optimizer, [first, second], milestones=[warm]))
    up = linear_lr(STEPS, 0.2, start, 1.0, warm)
    down = cosine_annealing_lr(np.maximum(STEPS - warm, 0), 0.2, 100 - warm, 1e-3)
    got = np.where(warm > STEPS, up, down)
    np.testing.assert_allclose(got, wanted, rtol=1e-12, atol=1e-15)


@pytest.mark.torch
def test_chained_schedules_multiply():
    from torch.optim.lr_scheduler import ChainedScheduler

    wanted = read(
        ChainedScheduler(
            parts(
                ("LinearLR", {"start_factor": 0.1, "total_iters": 20}),
                ("ExponentialLR", {"gamma": 0.95}),
                ("StepLR", {"step_size": 30}),
                ("MultiStepLR", {"milestones": [50, 50, 80], "gamma": 0.5}),
            )
        )
    )
    got = (
        linear_lr(STEPS, 0.2, 0.1, 1.0, 20)
        * exponential_lr(STEPS, 1.0, 0.95)
        * step_lr(STEPS, 1.0, 30)
        * multi_step_lr(STEPS, 1.0, [50, 50, 80], 0.5)
    )
    np.testing.assert_allclose(got, wanted, rtol=1e-12)


@pytest.mark.torch
def test_warm_up_plateau_and_decay_by_one_function_of_the_step():
    def factor(step):
        if step < 10:
            return 0.01 + 0.99 * step / 10
        return 1.0 if step < 60 else max(0.0, 1 - (step - 60) / 30)

    (scheduler,) = parts(("LambdaLR", {"lr_lambda": factor}))
    got = warmup_stable_decay(STEPS, 0.2, 10, 50, 30)
    np.testing.assert_allclose(got, read(scheduler), rtol=1e-12, atol=1e-16)


def test_a_wave_has_the_mean_of_a_straight_line():
    steps = np.arange(1001)
    wave = cosine_annealing_lr(steps, 0.3, 1000)
    line = polynomial_lr(steps, 0.3, 1000)
    np.testing.assert_allclose(wave.mean(), line.mean(), rtol=1e-12)
    np.testing.assert_allclose(wave + wave[::-1], 0.3)


def test_inverse_time_meets_the_conditions_of_robbins_and_monro():
    steps = np.arange(1_000_000)
    rates = inverse_time(steps, 1.0, 10.0)
    assert rates.sum() > 10 * np.log(1_000_000 / 10)  # grows as the logarithm
    assert (rates**2).sum() < 1.0 + 10.0  # at most the first and the integral after it
    exponential = exponential_lr(steps, 1.0, 0.99)
    np.testing.assert_allclose(exponential.sum(), 100)  # finite
