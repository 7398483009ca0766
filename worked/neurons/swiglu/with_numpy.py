"""The gated feed-forward block of many language models from first principles."""

import numpy as np

from worked.activations.silu.with_numpy import silu, silu_backward

__all__ = ["swiglu", "swiglu_backward"]


def swiglu(input, weight_gate, weight_up, weight_down):
    r"""Multiply two linear maps of the input, one of them through SiLU, and map the product back.

    $y = W_\text{down} \left( \operatorname{SiLU}(W_\text{gate} x) \odot W_\text{up} x \right)$

    Args:
        input: (*, D) float. Features, of a token for instance.
        weight_gate: (H, D) float. Weights of the gates.
        weight_up: (H, D) float. Weights of what they let through.
        weight_down: (D_out, H) float. Weights back; in a transformer D_out is D.

    Returns:
        (*, D_out) float. Features.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If shapes do not fit.

    Note:
        Three matrices where an ordinary block has two, so H is chosen as 2/3 of what it would be
        there, at equal parameters. There are no biases. SiLU has no upper bound: unlike the
        sigmoid of a GLU the gate is no share between 0 and 1, and far out the block grows like a
        square of the input.

    Source:
        Shazeer, "GLU Variants Improve Transformer", arXiv:2002.05202, 2020, section 2, by the
        review https://sh-tsang.medium.com/brief-review-glu-variants-improve-transformer-9ee943115ab;
        names of the matrices as in Llama.
    """
    _check(input, weight_gate, weight_up, weight_down)
    gate = silu(input @ weight_gate.T)  # (*, H)
    gate *= input @ weight_up.T
    return gate @ weight_down.T  # (*, D_out)


def swiglu_backward(grad_output, input, weight_gate, weight_up, weight_down):
    r"""Send the gradient of the product to both factors: each is multiplied by the other one.

    Args:
        grad_output: (*, D_out) float. Gradient of the loss in the output.
        input: (*, D) float. Features of the forward pass.
        weight_gate: (H, D) float. As in the forward pass.
        weight_up: (H, D) float. As in the forward pass.
        weight_down: (D_out, H) float. As in the forward pass.

    Returns:
        Gradients in `input`, `weight_gate`, `weight_up` and `weight_down`, of their shapes.

    Raises:
        ValueError: If `grad_output` does not have the shape of the output.
    """
    _check(input, weight_gate, weight_up, weight_down)
    wanted = (*input.shape[:-1], len(weight_down))
    if np.shape(grad_output) != wanted:
        raise ValueError(
            f"grad_output: wanted shape {wanted}, got {np.shape(grad_output)}"
        )
    x = input.reshape(-1, input.shape[-1])  # (N, D)
    grad = np.asarray(grad_output, input.dtype).reshape(-1, wanted[-1])  # (N, D_out)
    z, up = x @ weight_gate.T, x @ weight_up.T  # (N, H), (N, H)
    gate = silu(z)  # (N, H)
    grad_product = grad @ weight_down  # (N, H)
    grad_weight_down = grad.T @ (gate * up)  # (D_out, H)
    gate *= grad_product  # (N, H), the gradient in `up`
    grad_product *= up
    grad_z = silu_backward(grad_product, z)  # (N, H)
    return (
        (grad_z @ weight_gate + gate @ weight_up).reshape(input.shape),  # (*, D)
        grad_z.T @ x,  # (H, D)
        gate.T @ x,  # (H, D)
        grad_weight_down,
    )


def _check(input, weight_gate, weight_up, weight_down):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    named = {
        "weight_gate": weight_gate,
        "weight_up": weight_up,
        "weight_down": weight_down,
    }
    for name, array in named.items():
        if array.dtype != input.dtype:
            raise TypeError(
                f"{name}: wanted {input.dtype} as in input, got {array.dtype}"
            )
    if input.ndim == 0:
        raise ValueError("input: wanted (*, D), got a single number")
    if weight_gate.ndim != 2 or weight_gate.shape[1] != input.shape[-1]:
        raise ValueError(
            f"weight_gate: wanted shape (hidden, {input.shape[-1]}), got {weight_gate.shape}"
        )
    if weight_up.shape != weight_gate.shape:
        raise ValueError(
            f"weight_up: wanted shape {weight_gate.shape}, got {weight_up.shape}"
        )
    if weight_down.ndim != 2 or weight_down.shape[1] != len(weight_gate):
        raise ValueError(
            f"weight_down: wanted shape (out, {len(weight_gate)}), got {weight_down.shape}"
        )
