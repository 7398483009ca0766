"""Laws of the spiking neuron."""

import numpy as np
import pytest

from worked.neurons.leaky_integrate_and_fire.with_numpy import (
    firing_rate,
    leaky_integrate_and_fire,
)


@pytest.mark.parametrize("current", [1.1, 1.5, 2.0, 4.0])
@pytest.mark.parametrize("reset", [0.0, -0.5])
def test_short_steps_fire_at_the_rate_of_the_closed_form(current, reset):
    dt = 0.01
    steps = np.full(100_000, current)
    _, spikes = leaky_integrate_and_fire(steps, reset=reset, dt=dt)
    times = np.flatnonzero(spikes) * dt
    wanted = firing_rate(np.array(current), reset=reset)
    interval = np.diff(times).mean()
    assert abs(interval - 1 / wanted) < 2 * dt


def test_below_the_threshold_it_never_fires_and_rests_at_its_input():
    potential, spikes = leaky_integrate_and_fire(np.full(400, 0.99))
    assert not spikes.any()
    assert abs(potential[-1] - 0.99) < 1e-6
    assert firing_rate(np.array(0.99)) == 0


def test_it_remembers_what_came_before():
    # The same input at the last step, other answers: a static unit could not do that.
    early = np.array([[2.0, 0.0]] * 5 + [[3.0, 3.0]])
    _, spikes = leaky_integrate_and_fire(early, tau=10.0)
    assert spikes[-1].tolist() == [True, False]
