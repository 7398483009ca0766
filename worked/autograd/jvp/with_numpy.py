"""Jacobian-vector products by dual numbers: forward mode."""

import math

import numpy as np

# `Dual` is public too; PyTorch keeps its own inside: there is nothing to compare.
__all__ = ["jvp"]


class Dual:
    r"""Carry a value and its velocity through every operation: $a + \dot{a} \varepsilon$.

    Each rule is the sum or product rule that follows from $\varepsilon^2 = 0$. No graph is kept:
    once an operation is done, its inputs can be forgotten.

    Args:
        value: (*) float. The number.
        tangent: (*) float, shaped as `value`. Its derivative along the chosen direction.

    Note:
        Methods have the names of `torch.Tensor`'s, as far as they go.
    """

    __array_ufunc__ = None  # array * dual must reach __rmul__

    def __init__(self, value, tangent):
        self.value = np.asarray(value)  # (*)
        self.tangent = np.asarray(tangent)  # (*)

    def __add__(self, other):
        a, b = self._pair(other)
        return Dual(a.value + b.value, a.tangent + b.tangent)

    def __mul__(self, other):
        a, b = self._pair(other)
        return Dual(a.value * b.value, a.tangent * b.value + a.value * b.tangent)

    def __truediv__(self, other):
        a, b = self._pair(other)
        ratio = a.value / b.value  # (*)
        return Dual(ratio, (a.tangent - ratio * b.tangent) / b.value)

    def __matmul__(self, other):
        a, b = self._pair(other)
        return Dual(a.value @ b.value, a.tangent @ b.value + a.value @ b.tangent)

    def __pow__(self, exponent):
        exponent = _python_number(exponent)
        # The derivative of x**0 is 0 even at 0, where 0 * x**-1 is NaN.
        slope = exponent * self.value ** (exponent - 1) if exponent else 0.0  # (*)
        return Dual(self.value**exponent, slope * self.tangent)

    def __neg__(self):
        return self._linear(lambda a: -a)

    def __sub__(self, other):
        return self + -self._operand(other)

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other):
        return self._operand(other) - self

    def __rtruediv__(self, other):
        return self._operand(other) / self

    def __rmatmul__(self, other):
        return self._operand(other) @ self

    # What is linear does to the tangent what it does to the value.

    def __getitem__(self, index):
        return self._linear(lambda a: a[index])

    def reshape(self, *shape):
        """Read the same numbers with other axes."""
        return self._linear(lambda a: a.reshape(*shape))

    def transpose(self, dim0, dim1):
        """Swap two axes."""
        axes = self._axes((dim0, dim1))
        return self._linear(lambda a: a.swapaxes(*axes) if axes else a)

    @property
    def T(self):
        """The transposed matrix."""
        return self.transpose(0, 1)

    def sum(self, dim=None, keepdim=False):
        """Add along `dim`, in float64: NumPy's float32 loses digits along most axes."""
        axes = self._axes(dim)

        def add(a):
            wide = np.float64 if a.dtype == np.float32 else None
            return a.sum(axis=axes, keepdims=keepdim, dtype=wide).astype(a.dtype)  # (*)

        return self._linear(add)

    def mean(self, dim=None, keepdim=False):
        """Average along `dim`; the mean of nothing is NaN."""
        count = math.prod(self.shape[axis] for axis in self._axes(dim))
        return self.sum(dim, keepdim) / (count or math.nan)

    # What acts on each element multiplies the tangent by its slope.

    def exp(self):
        """Raise e to the power of each element."""
        value = np.exp(self.value)  # (*)
        return Dual(value, value * self.tangent)

    def log(self):
        """Take the natural logarithm."""
        return Dual(np.log(self.value), self.tangent / self.value)

    def sqrt(self):
        """Take the square root."""
        value = np.sqrt(self.value)  # (*)
        return Dual(value, 0.5 * self.tangent / value)

    def sin(self):
        """Take the sine."""
        return Dual(np.sin(self.value), np.cos(self.value) * self.tangent)

    def cos(self):
        """Take the cosine."""
        return Dual(np.cos(self.value), -np.sin(self.value) * self.tangent)

    def tanh(self):
        """Squash to (-1, 1)."""
        value = np.tanh(self.value)  # (*)
        return Dual(value, (1 - value**2) * self.tangent)

    def sigmoid(self):
        """Squash to (0, 1); both exponents are at most 0, so that neither tail overflows."""
        z = self.value
        value = np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))  # (*)
        return Dual(value, value * (1 - value) * self.tangent)

    def relu(self):
        """Keep what is positive; slope 0 at the kink."""
        return Dual(np.maximum(self.value, 0), ~(self.value <= 0) * self.tangent)

    @property
    def shape(self):
        """Lengths of the axes."""
        return self.value.shape

    def _operand(self, other):
        if isinstance(other, Dual):
            return other
        # A Python number takes this one's dtype; a constant does not move.
        other = _python_number(other)
        value = np.asarray(other, np.result_type(self.value, other))  # (*)
        return Dual(value, np.zeros_like(value))

    def _pair(self, other):
        # As in PyTorch, a single number does not widen an array of its kind.
        a, b = self, self._operand(other)
        if a.value.dtype.kind == b.value.dtype.kind:
            if a.value.ndim and not b.value.ndim:
                b = b._linear(lambda x: x.astype(a.value.dtype))
            elif b.value.ndim and not a.value.ndim:
                a = a._linear(lambda x: x.astype(b.value.dtype))
        return a, b

    def _linear(self, func):
        return Dual(func(self.value), func(self.tangent))

    def _axes(self, dim):
        # As in PyTorch, a single number counts as one axis.
        count = max(self.value.ndim, 1)
        if dim is None or dim == ():
            return tuple(range(self.value.ndim))
        dims = dim if isinstance(dim, tuple) else (dim,)
        for axis in dims:
            if not -count <= axis < count:
                raise IndexError(
                    f"dim: wanted an int from {-count} to {count - 1}, got {axis}"
                )
        return tuple(axis % count for axis in dims) if self.value.ndim else ()


def _python_number(value):
    # NumPy's scalars are numbers like Python's: 2.0 and np.float64(2.0) widen nothing.
    return value.item() if isinstance(value, np.generic) else value


def jvp(func, inputs, v):
    r"""Move the inputs along a direction and see how the output moves: $J v$, without the Jacobian.

    Args:
        func: Function of as many Duals as there are inputs; returns a Dual.
        inputs: (*) float array, or tuple of arrays. Where the Jacobian is taken.
        v: (*) float, shaped as `inputs`, or tuple of such arrays. The direction.

    Returns:
        The output, (*) float, and the product, shaped as the output.

    Raises:
        TypeError: If an array is neither float32 nor float64.
        ValueError: If `v` is not shaped as `inputs`.

    Note:
        The product is exact: no step is chosen, nothing is subtracted. The Jacobian of n inputs
        takes n calls, one a column, however many outputs there are; the gradient of a loss in a
        million weights would take a million.

    Source:
        Baydin, Pearlmutter, Radul and Siskind, "Automatic Differentiation in Machine Learning: a
        Survey", JMLR 18, 2018, section 3.1; PyTorch 2.13 documentation,
        `torch.autograd.functional.jvp`.
    """
    if not isinstance(inputs, tuple):
        inputs, v = (inputs,), (v,)
    shapes, given = [x.shape for x in inputs], [t.shape for t in v]
    if shapes != given:
        raise ValueError(f"v: wanted shapes {shapes}, got {given}")
    for name, arrays in (("inputs", inputs), ("v", v)):
        for array in arrays:
            if array.dtype not in (np.float32, np.float64):
                raise TypeError(f"{name}: wanted float32 or float64, got {array.dtype}")
    # The direction takes the dtype of the input, as a gradient does.
    duals = [Dual(x, t.astype(x.dtype)) for x, t in zip(inputs, v, strict=True)]
    output = func(*duals)
    return output.value, output.tangent
