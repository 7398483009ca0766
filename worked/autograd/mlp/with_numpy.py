"""A network with two hidden layers, and backpropagation as the recursion of its deltas."""

import numpy as np

__all__ = ["mlp", "mlp_backward"]


def mlp(input, weight1, bias1, weight2, bias2, weight3, bias3):
    r"""Alternate affine maps and tanh, and leave the last layer linear.

    Args:
        input: (N, D) float. One example a row.
        weight1: (H, D) float. Row j holds the weights into hidden unit j.
        bias1: (H,) float. Bias of each unit of the first hidden layer.
        weight2: (K, H) float. Weights from the first into the second hidden layer.
        bias2: (K,) float. Bias of each unit of the second hidden layer.
        weight3: (C, K) float. Weights from the second hidden layer into the output.
        bias3: (C,) float. Bias of each output.

    Returns:
        (N, C) float. Outputs: scores or regression values.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If shapes do not fit.

    Note:
        Weights are (out, in), as `torch.nn.Linear` stores them; textbooks that multiply from the
        other side write the transposed matrix.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 6.5.4, algorithm 6.3;
        PyTorch 2.13 documentation, `torch.nn.Linear`.
    """
    _check(input, weight1, bias1, weight2, bias2, weight3, bias3)
    hidden1 = np.tanh(input @ weight1.T + bias1)  # (N, H)
    hidden2 = np.tanh(hidden1 @ weight2.T + bias2)  # (N, K)
    return hidden2 @ weight3.T + bias3  # (N, C)


def mlp_backward(grad_output, input, weight1, bias1, weight2, bias2, weight3, bias3):
    r"""Carry the delta back: $\delta_l = (\delta_{l+1} W_{l+1}) \odot \tanh'(z_l)$.

    Args:
        grad_output: (N, C) float. Gradient of the loss in the output: the first delta.
        input: (N, D) float. Examples of the forward pass.
        weight1: (H, D) float. As in the forward pass.
        bias1: (H,) float. As in the forward pass.
        weight2: (K, H) float. As in the forward pass.
        bias2: (K,) float. As in the forward pass.
        weight3: (C, K) float. As in the forward pass.
        bias3: (C,) float. As in the forward pass.

    Returns:
        Seven arrays shaped as `input`, `weight1`, `bias1`, `weight2`, `bias2`, `weight3`, `bias3`.

    Note:
        Delta l is the gradient of the loss in the pre-activation $z_l$. A layer needs nothing else
        of what comes after it, and every layer uses the weights of the forward pass: an update in
        between would give another network's gradient.
    """
    _check(input, weight1, bias1, weight2, bias2, weight3, bias3)
    hidden1 = np.tanh(input @ weight1.T + bias1)  # (N, H)
    hidden2 = np.tanh(hidden1 @ weight2.T + bias2)  # (N, K)

    delta3 = np.asarray(grad_output, input.dtype)  # (N, C), no activation after it
    if delta3.shape != (len(input), len(weight3)):
        wanted = (len(input), len(weight3))
        raise ValueError(f"grad_output: wanted shape {wanted}, got {delta3.shape}")
    delta2 = (delta3 @ weight3) * (1 - hidden2**2)  # (N, K), tanh' = 1 - tanh^2
    delta1 = (delta2 @ weight2) * (1 - hidden1**2)  # (N, H)

    return (
        delta1 @ weight1,  # (N, D)
        delta1.T @ input,  # (H, D), delta times what came into the layer
        _sum_of_rows(delta1),  # (H,)
        delta2.T @ hidden1,  # (K, H)
        _sum_of_rows(delta2),  # (K,)
        delta3.T @ hidden2,  # (C, K)
        _sum_of_rows(delta3),  # (C,)
    )


def _sum_of_rows(delta):
    # NumPy adds rows one by one, and a million in float32 lose three digits: so in float64.
    return delta.sum(0, dtype=np.float64).astype(delta.dtype)  # (out,)


def _check(input, weight1, bias1, weight2, bias2, weight3, bias3):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if input.ndim != 2:
        raise ValueError(f"input: wanted shape (N, D), got {input.shape}")
    fan_in = input.shape[1]
    layers = ((weight1, bias1), (weight2, bias2), (weight3, bias3))
    for number, (weight, bias) in enumerate(layers, 1):
        for name, array in (("weight", weight), ("bias", bias)):
            if array.dtype != input.dtype:
                raise TypeError(
                    f"{name}{number}: wanted {input.dtype} as in input, got {array.dtype}"
                )
        if weight.ndim != 2 or weight.shape[1] != fan_in:
            raise ValueError(
                f"weight{number}: wanted shape (out, {fan_in}), got {weight.shape}"
            )
        fan_in = weight.shape[0]
        if bias.shape != (fan_in,):
            raise ValueError(
                f"bias{number}: wanted shape ({fan_in},), got {bias.shape}"
            )
