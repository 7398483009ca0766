"""The same layer as an autograd function of one's own."""

import torch
import torch.nn.functional as F

__all__ = ["feedback_alignment"]


class _FeedbackAlignment(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input, weight, bias, feedback):
        ctx.save_for_backward(input, feedback)
        return F.linear(input, weight, bias)  # (N, C)

    @staticmethod
    def backward(ctx, grad_output):
        input, feedback = ctx.saved_tensors
        return (
            grad_output @ feedback,  # (N, D)
            grad_output.T @ input,  # (C, D)
            grad_output.sum(0),  # (C,)
            None,  # the feedback never learns
        )


def feedback_alignment(input, weight, bias, feedback):
    """Replace autograd's backward pass by one's own: `torch.autograd.Function` is made for that.

    `torch.autograd.gradcheck` rightly fails on it unless `feedback` equals `weight`.

    Args:
        input: (N, D) floating tensor. One example a row.
        weight: (C, D) tensor, (out, in).
        bias: (C,) tensor.
        feedback: (C, D) tensor. Fixed random matrix.

    Returns:
        (N, C) tensor. Pre-activations.
    """
    if feedback.shape != weight.shape:
        raise ValueError(f"feedback: wanted {weight.shape}, got {feedback.shape}")
    return _FeedbackAlignment.apply(input, weight, bias, feedback)
