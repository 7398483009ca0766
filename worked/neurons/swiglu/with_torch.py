"""The gated feed-forward block as it is written at work."""

import torch.nn.functional as F

__all__ = ["swiglu"]


def swiglu(input, weight_gate, weight_up, weight_down):
    """Write the product of two linear layers; libraries often stack both matrices into one.

    As a module it has three `nn.Linear(..., bias=False)`, in Llama `gate_proj`, `up_proj` and
    `down_proj`.

    Args:
        input: (*, D) floating tensor. Features.
        weight_gate: (H, D) tensor, (out, in).
        weight_up: (H, D) tensor.
        weight_down: (D_out, H) tensor.

    Returns:
        (*, D_out) tensor.
    """
    if weight_gate.shape != weight_up.shape:
        raise ValueError(f"weight_up: wanted the gate's shape, got {weight_up.shape}")
    gate = F.silu(F.linear(input, weight_gate))  # (*, H)
    return F.linear(gate * F.linear(input, weight_up), weight_down)  # (*, D_out)
