"""Gradient checking from first principles: central differences against the tape."""

import numpy as np

from worked.autograd.tape.with_numpy import Tensor
from worked.autograd.vjp.with_numpy import vjp

__all__ = ["gradcheck", "numerical_gradient"]


def gradcheck(func, inputs, *, eps=1e-6, atol=1e-5, rtol=1e-3):
    r"""Compare every derivative by the tape with a central difference.

    $$
    \frac{\partial f}{\partial x_i}
    \approx \frac{f(x + \epsilon e_i) - f(x - \epsilon e_i)}{2 \epsilon}
    $$

    Args:
        func: Function of as many Tensors as there are inputs; returns a Tensor.
        inputs: (*) float64 array or NumPy number, or a tuple or list of those.
        eps: float. Step to each side.
        atol: float. Absolute tolerance.
        rtol: float. Relative tolerance, with respect to the differences.

    Returns:
        bool. Whether every entry agrees.

    Raises:
        TypeError: If an input is not float64, or `func` returns no Tensor.

    Note:
        The error of the quotient is a truncation that grows with eps squared plus a rounding that
        grows as it shrinks. In float32 the second leaves no digit at this eps, hence the refusal.
        At a kink the quotient is the mean of both slopes and agrees with neither: check elsewhere.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 11.5;
        PyTorch 2.13 documentation, `torch.autograd.gradcheck` with `raise_exception=False`.
    """
    several = inputs if isinstance(inputs, tuple | list) else (inputs,)
    arrays = tuple(_in_float64("inputs", x) for x in several)
    answer = func(*(Tensor(x) for x in arrays))
    if not isinstance(answer, Tensor):
        raise TypeError(f"func: wanted a Tensor, got {type(answer).__name__}")
    output = answer.data  # (*)
    units = np.eye(output.size).reshape(output.size, *output.shape)  # (outputs, *)
    rows = [vjp(func, arrays, unit)[1] for unit in units]
    for place, array in enumerate(arrays):
        by_tape = [row[place] for row in rows]
        for index in np.ndindex(array.shape):

            def moved(step, place=place, index=index):
                copies = [x.copy() for x in arrays]  # (*) each
                copies[place][index] += step
                return func(*(Tensor(x) for x in copies)).data  # (*)

            numeric = (moved(eps) - moved(-eps)) / (2 * eps)  # (*)
            analytic = [grad[index] for grad in by_tape]
            if not np.allclose(analytic, numeric.ravel(), rtol=rtol, atol=atol):
                return False
    return True


def numerical_gradient(func, input, eps=1e-6):
    """Move one element at a time to both sides and divide the difference by the distance.

    Args:
        func: Function of an array that returns one number.
        input: (*) float64 array or NumPy number. Where the gradient is taken.
        eps: float. Step to each side.

    Returns:
        (*) float64. Gradient, right to about ten digits where the function is smooth.

    Raises:
        TypeError: If `input` is not float64.

    Note:
        It costs two calls an element, which is why networks are not trained so. One-sided
        differences cost half and lose half of the digits.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 11.5.
    """
    input = _in_float64("input", input)  # (*)
    grad = np.zeros_like(input)  # (*)
    for index in np.ndindex(input.shape):
        ahead, behind = input.copy(), input.copy()  # (*), (*)
        ahead[index] += eps
        behind[index] -= eps
        grad[index] = (func(ahead) - func(behind)) / (2 * eps)
    return grad


def _in_float64(name, value):
    dtype = getattr(value, "dtype", type(value).__name__)
    if dtype != np.float64:
        raise TypeError(f"{name}: wanted float64, got {dtype}")
    return np.asarray(value)  # (*)
