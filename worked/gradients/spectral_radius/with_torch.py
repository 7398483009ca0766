"""Spectral radius as it is measured at work."""

import torch

__all__ = ["spectral_radius"]


def spectral_radius(input):
    """Take the largest absolute value of all eigenvalues.

    The library computes every eigenvalue, by a QR algorithm; for a check of recurrent weights now
    and then that is cheap. `torch.linalg.matrix_norm(input, 2)` is the largest singular value,
    which is another number and never smaller.

    Args:
        input: (*, N, N) floating tensor. Matrices.

    Returns:
        (*) tensor. Spectral radius.
    """
    return torch.linalg.eigvals(input).abs().amax(-1)
