"""A leaky integrate-and-fire neuron by Euler steps, and its firing rate in closed form."""

import numpy as np

__all__ = ["firing_rate", "leaky_integrate_and_fire"]


def leaky_integrate_and_fire(input, tau=20.0, threshold=1.0, reset=0.0, dt=1.0):
    r"""Let the potential drift toward the input, and spike and reset at the threshold.

    $v \leftarrow v + \dfrac{\Delta t}{\tau} (I_t - v)$; if $v \ge \theta$: a spike, and
    $v \leftarrow v_\text{reset}$. The potential starts at `reset`.

    Args:
        input: (T, *) float. Input current in the unit of the potential (current times
            resistance), one row per time step.
        tau: float > 0. Time constant of the membrane, milliseconds.
        threshold: float. Potential at which it spikes, above `reset`.
        reset: float. Potential right after a spike.
        dt: float > 0. Length of a step, milliseconds, at most `tau`.

    Returns:
        Two arrays: (T, *) float, the potential after each step (after the reset where there was
        a spike), and (T, *) bool, the spikes.

    Raises:
        TypeError: If `input` is neither float32 nor float64.
        ValueError: If `input` has no axis of time, or a number is not as above.

    Note:
        The resting potential is 0, and there is no refractory period. The output is a train of
        equal events in time; what it says about the input lies in their times and their number.
        A spike is a step, whose slope is zero, so gradients do not pass without a surrogate.

    Source:
        Gerstner et al., *Neuronal Dynamics*, section 1.3.
    """
    _check(input, tau, threshold, reset)
    if input.ndim == 0:
        raise ValueError("input: wanted shape (T, *), got a single number")
    if not 0 < dt <= tau:
        raise ValueError(f"dt: wanted above 0, at most tau {tau}, got {dt}")
    potential = np.empty_like(input)  # (T, *)
    spikes = np.zeros(input.shape, bool)  # (T, *)
    now = np.full(input.shape[1:], reset, input.dtype)  # (*)
    for t, current in enumerate(input):
        now = now + (dt / tau) * (current - now)  # (*)
        spikes[t] = now >= threshold  # (*)
        now = np.where(spikes[t], np.asarray(reset, input.dtype), now)  # (*)
        potential[t] = now
    return potential, spikes


def firing_rate(input, tau=20.0, threshold=1.0, reset=0.0):
    r"""Return the rate under a constant input: $1 / (\tau \log \frac{I - r}{I - \theta})$.

    Between spikes $v(t) = I + (r - I) e^{-t/\tau}$, which reaches the threshold $\theta$ after
    $\tau \log \frac{I - r}{I - \theta}$ if $I > \theta$, and never otherwise.

    Args:
        input: (*) float. Constant current in the unit of the potential.
        tau: float > 0. Time constant of the membrane, milliseconds.
        threshold: float. As in the simulation.
        reset: float. As in the simulation.

    Returns:
        (*) float. Spikes per millisecond, 0 up to the threshold.

    Raises:
        TypeError: If `input` is neither float32 nor float64.
        ValueError: If a number is not as above.

    Note:
        Euler steps of length dt give the same with dt going to 0; at finite dt the interval is a
        whole number of steps.

    Source:
        Gerstner et al., *Neuronal Dynamics*, section 1.3.
    """
    _check(input, tau, threshold, reset)
    with np.errstate(divide="ignore", invalid="ignore"):
        interval = tau * np.log((input - reset) / (input - threshold))  # (*)
        rate = 1 / interval  # (*)
    # NaN stays NaN; everything up to the threshold is silent.
    return np.where(input <= threshold, 0, rate).astype(input.dtype)


def _check(input, tau, threshold, reset):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if not tau > 0:
        raise ValueError(f"tau: wanted a number above 0, got {tau}")
    if not threshold > reset:
        raise ValueError(
            f"threshold: wanted a number above the reset {reset}, got {threshold}"
        )
