"""The Hessian from first principles: second differences."""

import numpy as np

__all__ = ["hessian"]

STEP = np.finfo(np.float64).eps ** 0.25  # 1.2e-4, balances truncation and rounding


def hessian(func, input):
    r"""Move two elements to both sides each, and take the difference of differences.

    $$
    H_{ij} \approx \frac{f(x + h_i + h_j) - f(x + h_i - h_j) - f(x - h_i + h_j)
    + f(x - h_i - h_j)}{4 h^2}
    $$

    Args:
        func: Function of an array that returns one number.
        input: (\*) float64. Where the second derivatives are taken.

    Returns:
        (\*, \*) float64. Second derivatives; symmetric. About seven digits are right where function
        and derivatives are of size one.

    Raises:
        TypeError: If `input` is not float64.

    Note:
        Its eigenvalues are the curvatures along its eigenvectors. Where the gradient is zero, a
        strict minimum follows if all are positive and a saddle if they have both signs; zeros among
        them leave it open. At a minimum largest over smallest is the condition number. With P
        parameters it has P squared entries, hence networks use Hessian-vector products instead.

    Source:
        PyTorch 2.13 documentation, `torch.func.hessian`.
    """
    if input.dtype != np.float64:
        raise TypeError(f"input: wanted float64, got {input.dtype}")
    step = STEP * max(1.0, np.abs(input).max(initial=0.0))
    moves = step * np.eye(input.size).reshape(input.size, *input.shape)  # (size, *)
    found = np.zeros((input.size, input.size))  # (size, size)
    for row, ahead in enumerate(moves):
        for column, aside in enumerate(moves[: row + 1]):
            rise = func(input + ahead + aside) - func(input + ahead - aside)
            fall = func(input - ahead + aside) - func(input - ahead - aside)
            found[row, column] = found[column, row] = (rise - fall) / (4 * step**2)
    return found.reshape(input.shape * 2)
