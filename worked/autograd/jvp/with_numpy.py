"""Jacobian-vector products by dual numbers: forward mode."""

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
        other = self._operand(other)
        return Dual(self.value + other.value, self.tangent + other.tangent)

    def __mul__(self, other):
        other = self._operand(other)
        return Dual(
            self.value * other.value,
            self.tangent * other.value + self.value * other.tangent,
        )

    def __truediv__(self, other):
        other = self._operand(other)
        ratio = self.value / other.value  # (*)
        return Dual(ratio, (self.tangent - ratio * other.tangent) / other.value)

    def __matmul__(self, other):
        other = self._operand(other)
        return Dual(
            self.value @ other.value,
            self.tangent @ other.value + self.value @ other.tangent,
        )

    def __pow__(self, exponent):
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
        return self._linear(lambda a: a.swapaxes(dim0, dim1))

    @property
    def T(self):
        """The transposed matrix."""
        return self.transpose(0, 1)

    def sum(self, dim=None, keepdim=False):
        """Add along `dim`."""
        return self._linear(lambda a: a.sum(axis=dim, keepdims=keepdim))

    def mean(self, dim=None, keepdim=False):
        """Average along `dim`."""
        return self._linear(lambda a: a.mean(axis=dim, keepdims=keepdim))

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
        value = np.asarray(other, np.result_type(self.value, other))  # (*)
        return Dual(value, np.zeros_like(value))

    def _linear(self, func):
        return Dual(func(self.value), func(self.tangent))


def jvp(func, inputs, v):
    r"""Move the inputs along a direction and see how the output moves: $J v$, without the Jacobian.

    Args:
        func: Function of as many Duals as there are inputs; returns a Dual.
        inputs: (*) float array, or tuple of arrays. Where the Jacobian is taken.
        v: (*) float, shaped as `inputs`, or tuple of such arrays. The direction.

    Returns:
        The output, (*) float, and the product, shaped as the output.

    Raises:
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
    duals = [Dual(x, t) for x, t in zip(inputs, v, strict=True)]
    output = func(*duals)
    return output.value, output.tangent
