"""A leaky integrate-and-fire neuron as it is written with tensors."""

import torch

__all__ = ["firing_rate", "leaky_integrate_and_fire"]


def leaky_integrate_and_fire(input, tau=20.0, threshold=1.0, reset=0.0, dt=1.0):
    """Step through time in a loop; `torch.where` resets the neurons that spiked.

    Libraries for spiking networks replace the comparison by one with a surrogate slope, so that
    gradients pass.

    Args:
        input: (T, *) floating tensor. Current in the unit of the potential.
        tau: float. Time constant, milliseconds.
        threshold: float. Potential at which it spikes.
        reset: float. Potential right after a spike.
        dt: float. Length of a step, milliseconds.

    Returns:
        (T, *) tensor of potentials and (T, *) bool tensor of spikes.
    """
    _check(input, tau, threshold, reset)
    if not 0 < dt <= tau:
        raise ValueError(f"dt: wanted above 0, at most tau {tau}, got {dt}")
    resting = torch.full_like(input[0] if len(input) else input.sum(0), reset)  # (*)
    now, potentials, spikes = resting, [], []
    for current in input:
        now = now + (dt / tau) * (current - now)  # (*)
        spikes.append(now >= threshold)
        now = torch.where(spikes[-1], resting, now)  # (*)
        potentials.append(now)
    if not potentials:
        return torch.empty_like(input), torch.empty_like(input, dtype=torch.bool)
    return torch.stack(potentials), torch.stack(spikes)


def firing_rate(input, tau=20.0, threshold=1.0, reset=0.0):
    """Evaluate the closed form for a constant input.

    Args:
        input: (*) floating tensor. Constant current.
        tau: float. Time constant, milliseconds.
        threshold: float. As in the simulation.
        reset: float. As in the simulation.

    Returns:
        (*) tensor. Spikes per millisecond.
    """
    _check(input, tau, threshold, reset)
    interval = tau * torch.log((input - reset) / (input - threshold))  # (*)
    return torch.where(input <= threshold, 0, 1 / interval)


def _check(input, tau, threshold, reset):
    if not input.is_floating_point():
        raise TypeError(f"input: wanted a floating dtype, got {input.dtype}")
    if tau <= 0 or threshold <= reset:
        raise ValueError(f"wanted tau > 0, threshold > reset; got {tau}, {threshold}")
