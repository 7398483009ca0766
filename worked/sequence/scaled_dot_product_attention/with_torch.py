"""Scaled dot-product attention as it is written at work."""

import torch.nn.functional as F

__all__ = ["scaled_dot_product_attention"]


def scaled_dot_product_attention(
    query, key, value, attn_mask=None, is_causal=False, scale=None
):
    """Call the library's operation, which picks a fused kernel where there is one.

    Such a kernel never stores the weights, so memory grows with the length and not with its
    square. In a boolean mask True means that a position takes part; in the masks of
    `nn.MultiheadAttention` it means the opposite. The library has `dropout_p` and `enable_gqa` as
    well.

    Args:
        query: (*, T, E) floating tensor.
        key: (*, S, E) tensor.
        value: (*, S, V) tensor.
        attn_mask: Boolean or floating tensor, broadcast to (*, T, S).
        is_causal: bool. The mask is then the lower triangle, from the first query and key on.
        scale: float, or None for one over the root of E.

    Returns:
        (*, T, V) tensor.
    """
    return F.scaled_dot_product_attention(
        query, key, value, attn_mask=attn_mask, is_causal=is_causal, scale=scale
    )
