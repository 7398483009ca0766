"""How far a mini-batch's mean gradient is from that of all examples."""

import numpy as np

__all__ = ["minibatch_noise", "noise_scale", "per_example_gradients"]


def minibatch_noise(grads, batch_size, replacement=False):
    r"""Return the relative error of the mean gradient of a random batch.

    With the gradients $g_1 \dots g_N$ of all examples, their mean $g$ and
    $\operatorname{tr} \Sigma = \frac{1}{N} \sum_n \lVert g_n - g \rVert^2$, a batch of $B$ drawn
    with replacement has
    $\mathbb{E} \lVert g_B - g \rVert^2 = \dfrac{\operatorname{tr} \Sigma}{B}$,
    one without replacement $\dfrac{N - B}{N - 1}$ times that.

    Args:
        grads: (N, P) float. Gradient of each example's loss, one a row.
        batch_size: int. Examples $B$ of a batch, from 1; without replacement at most N.
        replacement: bool. Whether an example can occur twice in a batch.

    Returns:
        () float. Root of the mean squared error over the norm of the full gradient; infinite where
        that gradient is zero and the error is not, NaN where both are.

    Raises:
        TypeError: If `grads` is neither float32 nor float64.
        ValueError: If `grads` is not a matrix with a row, or `batch_size` is not as above.

    Note:
        This is the root of the mean square, at least the mean of the error's length. During
        training the full gradient usually shrinks faster than the spread of the single ones, so
        the relative error grows; the spread vanishes too only where every example is fitted.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 8.1.3, for the error of a
        mean; the factor of a finite population follows because the errors of all N add up to zero.
    """
    _check(grads)
    count = len(grads)
    largest = "" if replacement else f" to {count}"
    if batch_size < 1 or (not replacement and batch_size > count):
        raise ValueError(f"batch_size: wanted from 1{largest}, got {batch_size}")
    share = 1.0 if replacement else (count - batch_size) / max(count - 1, 1)
    return np.sqrt(noise_scale(grads) * grads.dtype.type(share / batch_size))


def noise_scale(grads):
    r"""Return the batch size at which the error is as large as the gradient itself.

    $B_{\text{simple}} = \dfrac{\operatorname{tr} \Sigma}{\lVert g \rVert^2}$: the mean gradient of
    a batch far below it is mostly noise, and one far above it is hardly improved by more examples.

    Args:
        grads: (N, P) float. Gradient of each example's loss, one a row.

    Returns:
        () float. Examples; infinite where the full gradient is zero and a single one is not, NaN
        where all are zero.

    Raises:
        TypeError: If `grads` is neither float32 nor float64.
        ValueError: If `grads` is not a matrix with a row.

    Source:
        McCandlish, Kaplan and Amodei, "An Empirical Model of Large-Batch Training", 2018.
    """
    _check(grads)
    mean = grads.mean(
        0, dtype=np.float64
    )  # (P,), a long column loses digits in float32
    gap = grads - mean  # (N, P)
    return grads.dtype.type(np.sum(gap * gap) / len(grads) / np.sum(mean * mean))


def per_example_gradients(input, target, weight1, bias1, weight2, bias2):
    r"""Return each example's gradient of the cross-entropy of a network with one tanh layer.

    A dense layer's gradient for one example is the outer product of its delta and its input; the
    sum over the examples, which a backward pass returns, is one matrix product.

    Args:
        input: (N, D) float. One example a row.
        target: (N,) int. Class of each example.
        weight1: (H, D) float. Weights of the hidden layer, (out, in).
        bias1: (H,) float. Biases of the hidden layer.
        weight2: (C, H) float. Weights of the output layer.
        bias2: (C,) float. Biases of the output layer.

    Returns:
        Four float arrays: (N, H, D), (N, H), (N, C, H) and (N, C), the gradients in the weights
        and biases, one example along the first axis.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If shapes do not fit.

    Source:
        Derived: before the sum over the batch; PyTorch 2.13 documentation, `torch.func.vmap`.
    """
    _check_network(input, target, weight1, bias1, weight2, bias2)
    hidden = np.tanh(input @ weight1.T + bias1)  # (N, H)
    scores = hidden @ weight2.T + bias2  # (N, C)
    shifted = np.exp(scores - scores.max(1, keepdims=True))  # (N, C)
    delta2 = shifted / shifted.sum(1, keepdims=True)  # (N, C)
    delta2[np.arange(len(target)), target] -= 1
    delta1 = (delta2 @ weight2) * (1 - hidden * hidden)  # (N, H)
    return (
        delta1[:, :, None] * input[:, None, :],  # (N, H, D)
        delta1,
        delta2[:, :, None] * hidden[:, None, :],  # (N, C, H)
        delta2,
    )


def _check(grads):
    if grads.dtype not in (np.float32, np.float64):
        raise TypeError(f"grads: wanted float32 or float64, got {grads.dtype}")
    if grads.ndim != 2 or not len(grads):
        raise ValueError(
            f"grads: wanted shape (N, P) with N at least 1, got {grads.shape}"
        )


def _check_network(input, target, weight1, bias1, weight2, bias2):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if input.ndim != 2:
        raise ValueError(f"input: wanted shape (N, D), got {input.shape}")
    if target.shape != input.shape[:1]:
        raise ValueError(f"target: wanted shape {input.shape[:1]}, got {target.shape}")
    fan_in = input.shape[1]
    for number, weight, bias in ((1, weight1, bias1), (2, weight2, bias2)):
        for name, array in ((f"weight{number}", weight), (f"bias{number}", bias)):
            if array.dtype != input.dtype:
                raise TypeError(
                    f"{name}: wanted {input.dtype} as in input, got {array.dtype}"
                )
        if weight.ndim != 2 or weight.shape[1] != fan_in:
            raise ValueError(
                f"weight{number}: wanted shape (out, {fan_in}), got {weight.shape}"
            )
        fan_in = len(weight)
        if bias.shape != (fan_in,):
            raise ValueError(
                f"bias{number}: wanted shape ({fan_in},), got {bias.shape}"
            )
