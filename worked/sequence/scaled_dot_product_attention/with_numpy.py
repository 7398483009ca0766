"""Scaled dot-product attention from first principles."""

import numpy as np

__all__ = ["scaled_dot_product_attention", "scaled_dot_product_attention_backward"]


def scaled_dot_product_attention(
    query, key, value, attn_mask=None, is_causal=False, scale=None
):
    r"""Average the values, weighted by a softmax: $\operatorname{softmax}(s\,Q K^\top + M)\,V$.

    Args:
        query: (\*, T, E) float. What each of T positions looks for.
        key: (\*, S, E) float. What each of S positions offers.
        value: (\*, S, V) float. What is averaged.
        attn_mask: Broadcast to (\*, T, S). Boolean, True where a position takes part, or float and
            added to the scores.
        is_causal: bool. Position t sees the positions up to t alone; without `attn_mask`.
        scale: float. Factor $s$ of the scores, $1 / \sqrt{E}$ when None.

    Returns:
        (\*, T, V) float. For each query a weighted mean of the values.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If shapes do not fit, or a mask is given beside `is_causal`.

    Note:
        For independent entries of mean 0 and variance 1 a product of query and key has variance E,
        so the factor brings the scores to variance 1. The weights take T times S numbers, which
        fused kernels never store. A query that sees no key gets zeros, as in PyTorch, not NaN.

    Source:
        Vaswani et al., "Attention Is All You Need", NeurIPS 2017, section 3.2.1;
        PyTorch 2.13 documentation, `torch.nn.functional.scaled_dot_product_attention`.
    """
    scale = _check(query, key, value, attn_mask, is_causal, scale)
    return _weights(query, key, attn_mask, is_causal, scale) @ value  # (*, T, V)


def scaled_dot_product_attention_backward(
    grad_output, query, key, value, attn_mask=None, is_causal=False, scale=None
):
    r"""Go back through the mean to the weights, and through the softmax to queries and keys.

    Args:
        grad_output: (\*, T, V) float. Gradient of the loss with respect to the output.
        query: (\*, T, E) float. As in the forward pass.
        key: (\*, S, E) float. As in the forward pass.
        value: (\*, S, V) float. As in the forward pass.
        attn_mask: Boolean or float. As in the forward pass.
        is_causal: bool. As in the forward pass.
        scale: float. As in the forward pass.

    Returns:
        Tuple of the gradients with respect to `query`, `key` and `value`, and to `attn_mask` where
        it is floating: a mask can be learned, as relative positions are.

    Raises:
        ValueError: If `grad_output` does not have the shape of the output.

    Note:
        With the weights $P$ and their gradients $G$ the scores get $P \odot (G - \sum_s P G)$. A
        position that is masked has weight 0 and gets no gradient through it.
    """
    scale = _check(query, key, value, attn_mask, is_causal, scale)
    shape = *query.shape[:-1], value.shape[-1]
    if np.shape(grad_output) != shape:
        got = np.shape(grad_output)
        raise ValueError(f"grad_output: wanted shape {shape}, got {got}")
    grad_output = np.asarray(grad_output, query.dtype)  # (*, T, V)
    weights = _weights(query, key, attn_mask, is_causal, scale)  # (*, T, S)
    grad = grad_output @ value.swapaxes(-1, -2)  # (*, T, S), of the weights
    mean = (weights * grad).sum(axis=-1, keepdims=True)  # (*, T, 1)
    grad = weights * (grad - mean)  # (*, T, S), of the scores
    grads = (
        scale * (grad @ key),  # (*, T, E)
        scale * (grad.swapaxes(-1, -2) @ query),  # (*, S, E)
        weights.swapaxes(-1, -2) @ grad_output,  # (*, S, V)
    )
    if attn_mask is None or attn_mask.dtype == bool:
        return grads
    return *grads, _gathered(grad, attn_mask.shape)


def _weights(query, key, attn_mask, is_causal, scale):
    scores = scale * (query @ key.swapaxes(-1, -2))  # (*, T, S)
    if is_causal:
        attn_mask = np.tri(*scores.shape[-2:], dtype=bool)  # (T, S)
    if attn_mask is not None and attn_mask.dtype == bool:
        scores = np.where(attn_mask, scores, -np.inf)  # (*, T, S)
    elif attn_mask is not None:
        scores = scores + attn_mask  # (*, T, S)
    maximum = scores.max(axis=-1, keepdims=True, initial=-np.inf)  # (*, T, 1)
    unseen = np.isneginf(maximum)  # (*, T, 1), queries without a key
    weights = np.exp(scores - np.where(unseen, 0, maximum))  # (*, T, S)
    total = weights.sum(axis=-1, keepdims=True)  # (*, T, 1)
    return weights / np.where(unseen, 1, total).astype(total.dtype)  # (*, T, S)


def _gathered(grad, shape):
    # The gradient of something that was broadcast: the sum over its copies.
    missing = grad.ndim - len(shape)
    wide = (1,) * missing + shape
    copied = tuple(a for a, size in enumerate(wide) if size == 1 != grad.shape[a])
    summed = grad.sum(copied, dtype=np.float64, keepdims=True)
    return summed.reshape(shape).astype(grad.dtype)


def _check(query, key, value, attn_mask, is_causal, scale):
    # Returns the factor of the scores.
    if query.dtype not in (np.float32, np.float64):
        raise TypeError(f"query: wanted float32 or float64, got {query.dtype}")
    for name, array in (("key", key), ("value", value)):
        if array.dtype != query.dtype:
            raise TypeError(
                f"{name}: wanted {query.dtype} as in query, got {array.dtype}"
            )
    if query.ndim < 2 or query.shape[-1] == 0:
        raise ValueError(f"query: wanted (*, T, E), got shape {query.shape}")
    places = key.shape[-2:-1]
    wanted = {"key": (*query.shape[:-2], *places, query.shape[-1])}
    wanted["value"] = (*query.shape[:-2], *places, *value.shape[-1:])
    for name, array in (("key", key), ("value", value)):
        if array.shape != wanted[name] or array.ndim < 2:
            raise ValueError(f"{name}: wanted shape {wanted[name]}, got {array.shape}")
    if attn_mask is not None:
        if is_causal:
            raise ValueError(
                "is_causal: wanted False beside attn_mask, got True; put both into the mask"
            )
        if attn_mask.dtype not in (bool, query.dtype):
            raise TypeError(
                f"attn_mask: wanted bool or {query.dtype}, got {attn_mask.dtype}"
            )
        shape = *query.shape[:-1], *places
        fits = attn_mask.ndim <= len(shape) and all(
            size in (1, full)
            for size, full in zip(attn_mask.shape[::-1], shape[::-1], strict=False)
        )
        if not fits:
            raise ValueError(
                f"attn_mask: wanted a shape that broadcasts to {shape}, got {attn_mask.shape}"
            )
    # A Python number keeps float32 what it is.
    return query.shape[-1] ** -0.5 if scale is None else float(scale)
