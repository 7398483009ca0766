"""A tape from first principles: each operation notes how to send a gradient back to its inputs."""

import math
from collections import namedtuple
from contextlib import contextmanager
from typing import Any

import numpy as np

# `no_grad` is public too; it returns no numbers that two sides could compare.
__all__ = [
    "Tensor",
    "cross_entropy",
    "elu",
    "gelu",
    "leaky_relu",
    "silu",
    "softplus",
    "value_and_grad",
]

Max = namedtuple("Max", "values indices")


class Tensor:
    """Hold an array, and the edges to the tensors that it was computed from.

    An edge is a pair: a parent, and the function that turns the gradient in this tensor into the
    gradient in that parent. A tensor made by hand has no edges: it is a leaf.

    Args:
        data: Array, number or list. Copied.
        requires_grad: bool. Whether `backward` fills `grad`.

    Attributes:
        data: (*) array of values.
        grad: (*) array, or None until a `backward` has reached this leaf. Gradients add up over
            calls, so set it to None before the next step.
        requires_grad: bool. True for what depends on such a leaf as well.
        shape: tuple of ints.

    Raises:
        TypeError: If the gradient of integers is asked for.

    Note:
        Methods have the names of `torch.Tensor`'s, so a program runs on both. Not as there: `data`
        and `grad` are arrays, the graph is kept after `backward`, nothing is in place, and
        gradients are not recorded themselves (no second derivatives).

    Source:
        Baydin, Pearlmutter, Radul and Siskind, "Automatic Differentiation in Machine Learning: a
        Survey", JMLR 18, 2018, section 3.2; PyTorch 2.13 documentation, "Autograd mechanics".
    """

    __array_ufunc__ = None  # array * tensor must reach __rmul__, or the graph is lost
    _recording = True

    def __init__(self, data, requires_grad=False):
        self.data = np.array(data)  # (*)
        self.grad: Any = None
        self.requires_grad = requires_grad
        self._edges: tuple = ()
        if requires_grad and self.data.dtype.kind != "f":
            raise TypeError(f"data: wanted a floating dtype, got {self.data.dtype}")

    def backward(self, grad_output=None):
        """Add to `grad` of every leaf the gradient of this tensor, weighted by `grad_output`.

        Args:
            grad_output: (*) array shaped as this tensor; 1 when None, for one number alone.

        Raises:
            ValueError: If nothing was recorded, or the shapes differ.
        """
        if not self.requires_grad:
            raise ValueError("backward: wanted a tensor that requires grad, got none")
        if grad_output is None:
            if self.data.size != 1:
                raise ValueError(
                    f"grad_output: wanted shape {self.shape}, got None, "
                    "which stands for 1 and fits a single number alone"
                )
            grad_output = np.ones_like(self.data)  # (*)
        grad_output = np.asarray(grad_output, self.data.dtype)  # (*)
        if grad_output.shape != self.shape:
            raise ValueError(
                f"grad_output: wanted shape {self.shape}, got {grad_output.shape}"
            )
        grads = {self: grad_output}
        # Children come first: a gradient is complete before it is passed on.
        for node in reversed(self._parents_first()):
            grad = grads.pop(node)  # (*), shaped as the node
            if not node._edges:
                node.grad = np.array(grad if node.grad is None else node.grad + grad)
            for parent, pull in node._edges:
                part = _fold(pull(grad), parent)  # (*), shaped as the parent
                # Where paths meet, what comes back adds up.
                grads[parent] = grads[parent] + part if parent in grads else part

    def _parents_first(self):
        # Depth first with a stack of our own: Python's is too short for deep graphs.
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            node, parents_done = stack.pop()
            if parents_done:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                stack.append((node, True))
                stack.extend((parent, False) for parent, _ in node._edges)
        return order

    # Arithmetic. Gradients of stretched operands are summed in `backward`.

    def __add__(self, other):
        a, b = self, self._operand(other)
        return _record(a.data + b.data, (a, lambda g: g), (b, lambda g: g))

    def __sub__(self, other):
        a, b = self, self._operand(other)
        return _record(a.data - b.data, (a, lambda g: g), (b, lambda g: -g))

    def __mul__(self, other):
        a, b = self, self._operand(other)
        return _record(
            a.data * b.data, (a, lambda g: g * b.data), (b, lambda g: g * a.data)
        )

    def __truediv__(self, other):
        a, b = self, self._operand(other)
        ratio = a.data / b.data  # (*)
        return _record(
            ratio, (a, lambda g: g / b.data), (b, lambda g: -g * ratio / b.data)
        )

    def __pow__(self, exponent):
        if isinstance(exponent, Tensor) or np.ndim(exponent):
            raise TypeError(f"exponent: wanted a number, got {type(exponent).__name__}")
        # The derivative of x**0 is 0 even at 0, where 0 * x**-1 is NaN.
        slope = exponent * self.data ** (exponent - 1) if exponent else 0.0  # (*)
        return self._pointwise(self.data**exponent, slope)

    def __neg__(self):
        return _record(-self.data, (self, lambda g: -g))

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other):
        return self._operand(other) - self

    def __rtruediv__(self, other):
        return self._operand(other) / self

    def __matmul__(self, other):
        a, b = self, self._operand(other)
        if not a.ndim or not b.ndim or a.shape[-1] != b.shape[-2:][0]:
            raise ValueError(
                f"matmul: wanted (*, M, K) and (*, K, N), got {a.shape} and {b.shape}"
            )
        if b.ndim == 1:
            return (a @ b[:, None])[..., 0]
        if a.ndim == 1:
            return (a[None, :] @ b)[..., 0, :]
        return _record(
            a.data @ b.data,  # (*, M, N)
            (a, lambda g: g @ b.data.swapaxes(-1, -2)),  # (*, M, K)
            (b, lambda g: a.data.swapaxes(-1, -2) @ g),  # (*, K, N)
        )

    def __rmatmul__(self, other):
        return self._operand(other) @ self

    # Shape.

    def __getitem__(self, index):
        parts = index if isinstance(index, tuple) else (index,)
        parts = tuple(p.data if isinstance(p, Tensor) else p for p in parts)

        def pull(g):
            grad = np.zeros_like(self.data)  # (*)
            np.add.at(grad, parts, g)  # unlike grad[parts] += g, counts repeats
            return grad

        return _record(self.data[parts], (self, pull))

    def reshape(self, *shape):
        """Read the same numbers with other axes."""
        shape = shape[0] if isinstance(shape[0], tuple) else shape
        return _record(
            self.data.reshape(shape), (self, lambda g: g.reshape(self.shape))
        )

    def transpose(self, dim0, dim1):
        """Swap two axes."""
        return _record(
            self.data.swapaxes(dim0, dim1), (self, lambda g: g.swapaxes(dim0, dim1))
        )

    @property
    def T(self):
        """The transposed matrix."""
        if self.ndim != 2:
            raise ValueError(f"T: wanted a matrix, got shape {self.shape}")
        return self.transpose(0, 1)

    # Reductions. `dim` is an axis, a tuple of axes, or None for all.

    def sum(self, dim=None, keepdim=False):
        """Add along `dim`; the gradient is copied to every term."""
        axes = self._axes(dim)

        def pull(g):
            return np.broadcast_to(np.reshape(g, self._kept(axes)), self.shape)  # (*)

        return _record(self.data.sum(axis=axes, keepdims=keepdim), (self, pull))

    def mean(self, dim=None, keepdim=False):
        """Average along `dim`."""
        count = math.prod(self.shape[axis] for axis in self._axes(dim))
        return self.sum(dim, keepdim) / count

    def amax(self, dim=None, keepdim=False):
        """Take the largest along `dim`; ties share the gradient evenly, as in `torch.amax`."""
        axes = self._axes(dim)
        top = self.data.max(axis=axes, keepdims=True)  # (*, 1, *)

        def pull(g):
            hit = self.data == top  # (*)
            share = hit / hit.sum(axis=axes, keepdims=True)  # (*)
            return np.reshape(g, top.shape) * share  # (*)

        return _record(top if keepdim else top.squeeze(axes), (self, pull))

    def max(self, dim=None, keepdim=False):
        """Return the largest of all; with `dim`, a pair of the largest along it and their places.

        Without `dim` ties share the gradient, as in `torch.max`; with `dim` the place that is
        returned takes it all, here the first.
        """
        if dim is None:
            return self.amax()
        place = self.data.argmax(axis=dim, keepdims=True)  # (*, 1, *)

        def pull(g):
            grad = np.zeros_like(self.data)  # (*)
            np.put_along_axis(grad, place, np.reshape(g, place.shape), dim)
            return grad

        top = np.take_along_axis(self.data, place, dim)  # (*, 1, *)
        axes = () if keepdim else dim
        return Max(
            _record(top.squeeze(axes), (self, pull)), Tensor(place.squeeze(axes))
        )

    # Functions of each element: a value, and the slope to multiply the gradient by.

    def exp(self):
        """Raise e to the power of each element."""
        value = np.exp(self.data)  # (*)
        return self._pointwise(value, value)

    def log(self):
        """Take the natural logarithm."""
        return self._pointwise(np.log(self.data), 1 / self.data)

    def sqrt(self):
        """Take the square root."""
        value = np.sqrt(self.data)  # (*)
        return self._pointwise(value, 0.5 / value)

    def sin(self):
        """Take the sine."""
        return self._pointwise(np.sin(self.data), np.cos(self.data))

    def cos(self):
        """Take the cosine."""
        return self._pointwise(np.cos(self.data), -np.sin(self.data))

    def tanh(self):
        """Squash to (-1, 1)."""
        value = np.tanh(self.data)  # (*)
        return self._pointwise(value, 1 - value**2)

    def sigmoid(self):
        """Squash to (0, 1)."""
        value = _sigmoid(self.data)  # (*)
        return self._pointwise(value, value * (1 - value))

    def relu(self):
        """Keep what is positive; slope 0 at the kink."""
        return self._pointwise(np.maximum(self.data, 0), ~(self.data <= 0))

    def log_softmax(self, dim):
        """Turn scores into logarithms of probabilities along `dim`."""
        shifted = self.data - self.data.max(axis=dim, keepdims=True)  # (*)
        value = shifted - np.log(np.exp(shifted).sum(axis=dim, keepdims=True))  # (*)
        return _record(
            value,
            (self, lambda g: g - np.exp(value) * g.sum(axis=dim, keepdims=True)),
        )

    def softmax(self, dim):
        """Turn scores into probabilities along `dim`."""
        return self.log_softmax(dim).exp()

    # The rest is housekeeping.

    @property
    def shape(self):
        """Lengths of the axes."""
        return self.data.shape

    @property
    def ndim(self):
        """Number of axes."""
        return self.data.ndim

    def item(self):
        """Return a single number as Python's."""
        return self.data.item()

    def detach(self):
        """Return the same data cut off from the graph."""
        return _record(self.data)

    def __len__(self):
        return len(self.data)

    def __array__(self, dtype=None, copy=None):
        return np.array(self.data, dtype, copy=copy)  # (*)

    def __repr__(self):
        return f"Tensor({self.data}, requires_grad={self.requires_grad})"

    def _operand(self, other):
        if isinstance(other, Tensor):
            return other
        # result_type lets a Python number take this tensor's dtype.
        return Tensor(np.asarray(other, np.result_type(self.data, other)))

    def _pointwise(self, value, slope):
        return _record(value, (self, lambda g: g * slope))

    def _axes(self, dim):
        if dim is None or dim == ():
            return tuple(range(self.ndim))
        dims = dim if isinstance(dim, tuple) else (dim,)
        return tuple(axis % self.ndim for axis in dims)

    def _kept(self, axes):
        return tuple(1 if i in axes else n for i, n in enumerate(self.shape))


def _record(value, *edges):
    # An edge to a parent without requires_grad is dropped: its gradient has no use.
    out = Tensor.__new__(Tensor)
    out.data, out.grad = np.asarray(value), None  # (*)
    out._edges = tuple(e for e in edges if e[0].requires_grad and Tensor._recording)
    out.requires_grad = bool(out._edges)
    return out


def _fold(grad, parent):
    # Broadcasting copied the parent along new or stretched axes; copies add up.
    if grad.shape != parent.shape:
        grad = grad.sum(axis=tuple(range(grad.ndim - parent.ndim)))  # (*)
        ones = tuple(i for i, n in enumerate(parent.shape) if n == 1)
        grad = grad.sum(axis=ones, keepdims=True)  # (*), shaped as the parent
    return grad.astype(parent.data.dtype, copy=False)


def _sigmoid(z):
    # Both exponents are at most 0, so that neither tail overflows.
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))  # (*)


@contextmanager
def no_grad():
    """Stop the recording for a `with` block, to evaluate or to update weights."""
    before, Tensor._recording = Tensor._recording, False
    try:
        yield
    finally:
        Tensor._recording = before


def leaky_relu(input, negative_slope=0.01):
    """Keep what is positive, shrink the rest.

    Args:
        input: (*) Tensor or array.
        negative_slope: float. Slope left of 0, and at 0.

    Returns:
        (*) Tensor.

    Source:
        PyTorch 2.13 documentation, `torch.nn.functional.leaky_relu`.
    """
    input = _tensor(input)
    slope = np.where(input.data > 0, 1, negative_slope).astype(input.data.dtype)  # (*)
    return input._pointwise(slope * input.data, slope)


def elu(input, alpha=1.0):
    """Keep what is positive, let the rest approach `-alpha`.

    Args:
        input: (*) Tensor or array.
        alpha: float. Distance of the lower bound from 0.

    Returns:
        (*) Tensor.

    Source:
        PyTorch 2.13 documentation, `torch.nn.functional.elu`.
    """
    input = _tensor(input)
    positive, below = input.data > 0, np.minimum(input.data, 0)  # (*)
    value = np.where(positive, input.data, alpha * np.expm1(below))  # (*)
    return input._pointwise(value, np.where(positive, 1, alpha * np.exp(below)))


def silu(input):
    """Weight each input by its sigmoid; the tape finds the gradient of the product by itself.

    Args:
        input: (*) Tensor or array.

    Returns:
        (*) Tensor.

    Source:
        PyTorch 2.13 documentation, `torch.nn.functional.silu`.
    """
    input = _tensor(input)
    return input * input.sigmoid()


def gelu(input):
    """Weight each input by the normal distribution function at it.

    Args:
        input: (*) Tensor or array.

    Returns:
        (*) Tensor.

    Source:
        PyTorch 2.13 documentation, `torch.nn.functional.gelu`.
    """
    input = _tensor(input)
    z = input.data
    erf = np.frompyfunc(math.erf, 1, 1)(z / math.sqrt(2))  # (*), NumPy has none
    below = 0.5 * (1 + np.asarray(erf, z.dtype))  # (*)
    density = np.exp(-0.5 * z**2) / math.sqrt(2 * math.pi)  # (*)
    return input._pointwise(z * below, below + z * density)


def softplus(input):
    r"""Smooth the kink of ReLU: $\log(1 + e^z)$.

    Args:
        input: (*) Tensor or array.

    Returns:
        (*) Tensor.

    Note:
        PyTorch's returns z itself above a threshold of 20; the two differ by less than 3e-9.

    Source:
        PyTorch 2.13 documentation, `torch.nn.functional.softplus`.
    """
    input = _tensor(input)
    return input._pointwise(np.logaddexp(input.data, 0), _sigmoid(input.data))


def cross_entropy(input, target):
    """Average the negative log-probability of the true class.

    Args:
        input: (N, C) Tensor or array of scores.
        target: (N,) int array or Tensor of class indices.

    Returns:
        () Tensor. Nats.

    Raises:
        ValueError: If shapes do not fit, or an index is no class.

    Source:
        PyTorch 2.13 documentation, `torch.nn.functional.cross_entropy`.
    """
    input, label = _tensor(input), _tensor(target).data  # (N, C), (N,)
    if input.ndim != 2:
        raise ValueError(f"input: wanted shape (N, C), got {input.shape}")
    count, classes = input.shape
    if label.shape != (count,):
        raise ValueError(f"target: wanted shape ({count},), got {label.shape}")
    wrong = (label < 0) | (label >= classes)  # (N,)
    if wrong.any():
        raise ValueError(
            f"target: wanted classes from 0 to {classes - 1}, got {label[wrong][0]}"
        )
    return -input.log_softmax(1)[np.arange(count), label].mean()


def value_and_grad(func, inputs):
    """Run a function on tensors made of arrays, then the tape backward.

    Args:
        func: Function of as many Tensors as there are inputs; returns a Tensor of one number.
        inputs: tuple of arrays. The floating ones are differentiated by.

    Returns:
        The value, and one gradient for each floating input, as arrays.

    Raises:
        ValueError: If the answer is not a single number, or depends on no floating input.
        TypeError: If `inputs` is not a tuple.

    Note:
        A gradient in an input that the answer does not depend on is zero.

    Source:
        Named after `jax.value_and_grad`, JAX documentation; PyTorch's counterpart is
        `torch.func.grad_and_value`.
    """
    if not isinstance(inputs, tuple | list):
        raise TypeError(
            f"inputs: wanted a tuple of arrays, got {type(inputs).__name__}"
        )
    arrays = [np.asarray(x) for x in inputs]  # (*) each
    tensors = [Tensor(x, requires_grad=x.dtype.kind == "f") for x in arrays]
    value = func(*tensors)
    value.backward()
    grads = (
        np.zeros_like(t.data) if t.grad is None else t.grad
        for t in tensors
        if t.requires_grad
    )
    return value.data, *grads


def _tensor(value):
    return value if isinstance(value, Tensor) else Tensor(value)
