"""Norms of the gradient by layer, as one looks at them at work."""

import torch

__all__ = ["layer_norms"]


def layer_norms(input, weight, grad_output, activation="tanh"):
    """Keep every activation, and ask autograd for the gradients of all of them at once.

    In a training loop the second result is enough: after `loss.backward()` it is
    `[p.grad.norm() for p in model.parameters()]`, a line that is worth logging.

    Args:
        input: (N, D) floating tensor. Examples.
        weight: (L, D, D) tensor. One matrix (out, in) a layer.
        grad_output: (N, D) tensor. Gradient of the loss with respect to the last activations.
        activation: `"sigmoid"`, `"tanh"` or `"relu"`.

    Returns:
        (L + 1,) tensor and (L,) tensor. Norms of the gradients with respect to the activations,
        the input first, and with respect to the weights.
    """
    function = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}
    matrices = [matrix.detach().requires_grad_() for matrix in weight]  # (D, D) each
    post = [input.detach().requires_grad_()]  # (N, D)
    for matrix in matrices:
        post.append(function[activation](post[-1] @ matrix.T))  # (N, D)
    grads = torch.autograd.grad(post[-1], post + matrices, grad_output)
    norms = [torch.linalg.vector_norm(g, dtype=torch.float64) for g in grads]
    both = torch.stack(norms).to(input.dtype)  # (2L + 1,)
    return both[: len(post)], both[len(post) :]
