"""A tape from first principles: each operation notes how to send a gradient back to its inputs."""

import math
import threading
from collections import namedtuple
from contextlib import contextmanager
from typing import Any

import numpy as np

from worked.activations.gelu.with_numpy import gelu as gelu_of
from worked.activations.gelu.with_numpy import gelu_backward

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
RESULT = (
    None  # among the tensors that an edge reads: the result of the operation itself
)


class _Recording(threading.local):
    on = True  # in every thread until its `no_grad`


_recording = _Recording()


class Tensor:
    """Hold an array, and the edges to the tensors that it was computed from.

    An edge is a parent, the function that turns the gradient in this tensor into the gradient in
    that parent, and the tensors whose values that function reads. A tensor made by hand has no
    edges: it is a leaf.

    Args:
        data: Array, number or list. Copied.
        requires_grad: bool. Whether `backward` fills `grad`.

    Attributes:
        data: (*) array of values. What `x.data -= step` changes before `backward` has read it is
            noticed, and refused there; a single entry, `x.data[0] = 1`, changes unseen.
        grad: (*) array, or None until a `backward` has reached this leaf. Gradients add up over
            calls, so set it to None before the next step.
        requires_grad: bool. True for what depends on such a leaf as well.
        shape: tuple of ints.

    Raises:
        TypeError: If `data` holds neither float32, float64, integers nor truth values, or if the
            gradient of anything but the first two is asked for.

    Note:
        Methods have the names of `torch.Tensor`'s, so a program runs on both. Not as there: `data`
        and `grad` are arrays, the graph is kept after `backward`, nothing is in place, and
        gradients are not recorded themselves (no second derivatives). As there, a single number
        counts as one axis where an axis is asked for, and does not widen the dtype of an array.

    Source:
        Baydin, Pearlmutter, Radul and Siskind, "Automatic Differentiation in Machine Learning: a
        Survey", JMLR 18, 2018, section 3.2; PyTorch 2.13 documentation, "Autograd mechanics".
    """

    __array_ufunc__ = None  # array * tensor must reach __rmul__, or the graph is lost

    def __init__(self, data, requires_grad=False):
        self._data = np.array(data)  # (*)
        self._changes = [0]  # of this memory; views share the list
        self.grad: Any = None
        self.requires_grad = requires_grad
        self._edges: tuple = ()
        dtype = self._data.dtype
        if dtype not in (np.float32, np.float64):
            if requires_grad:
                raise TypeError(f"data: wanted float32 or float64, got {dtype}")
            if dtype.kind not in "iub":
                raise TypeError(
                    f"data: wanted float32, float64 or an integer dtype, got {dtype}"
                )

    def backward(self, grad_output=None):
        """Add to `grad` of every leaf the gradient of this tensor, weighted by `grad_output`.

        Args:
            grad_output: (*) array shaped as this tensor; 1 when None, for one number alone.

        Raises:
            ValueError: If nothing was recorded, the shapes differ, or values that a gradient needs
                have changed since.
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
        nodes = self._parents_first()
        for node in nodes:  # before any gradient is added
            _check_unchanged(node)
        grads = {self: grad_output}
        # Children come first: a gradient is complete before it is passed on.
        for node in reversed(nodes):
            grad = grads.pop(node)  # (*), shaped as the node
            if not node._edges:
                node.grad = np.array(grad if node.grad is None else node.grad + grad)
            for parent, pull, _ in node._edges:
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
                stack.extend((edge[0], False) for edge in node._edges)
        return order

    # Arithmetic. Gradients of stretched operands are summed in `backward`. What stands after the
    # function of an edge are the tensors that it reads, RESULT for the one that is made here.

    def __add__(self, other):
        a, b = self._pair(other)
        return _record(a.data + b.data, (a, lambda g: g), (b, lambda g: g))

    def __sub__(self, other):
        a, b = self._pair(other)
        return _record(a.data - b.data, (a, lambda g: g), (b, lambda g: -g))

    def __mul__(self, other):
        a, b = self._pair(other)
        x, y = a.data, b.data  # (*), (*)
        return _record(x * y, (a, lambda g: g * y, b), (b, lambda g: g * x, a))

    def __truediv__(self, other):
        a, b = self._pair(other)
        y = b.data  # (*)
        ratio = a.data / y  # (*)
        return _record(
            ratio,
            (a, lambda g: g / y, b),
            (b, lambda g: -g * ratio / y, b, RESULT),
        )

    def __pow__(self, exponent):
        if isinstance(exponent, Tensor) or np.ndim(exponent):
            raise TypeError(f"exponent: wanted a number, got {type(exponent).__name__}")
        exponent = _python_number(exponent)
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
        a, b = self._pair(other)
        if not a.ndim or not b.ndim or a.shape[-1] != b.shape[-2:][0]:
            raise ValueError(
                f"matmul: wanted (*, M, K) and (*, K, N), got {a.shape} and {b.shape}"
            )
        if b.ndim == 1:
            return (a @ b[:, None])[..., 0]
        if a.ndim == 1:
            return (a[None, :] @ b)[..., 0, :]
        x, y = a.data, b.data  # (*, M, K), (*, K, N)
        return _record(
            x @ y,  # (*, M, N)
            (a, lambda g: g @ y.swapaxes(-1, -2), b),  # (*, M, K)
            (b, lambda g: x.swapaxes(-1, -2) @ g, a),  # (*, K, N)
        )

    def __rmatmul__(self, other):
        return self._operand(other) @ self

    # Comparisons give truth values, which have no gradient.

    def __eq__(self, other):
        return self._compared(np.equal, other)

    def __ne__(self, other):
        return self._compared(np.not_equal, other)

    def __lt__(self, other):
        return self._compared(np.less, other)

    def __le__(self, other):
        return self._compared(np.less_equal, other)

    def __gt__(self, other):
        return self._compared(np.greater, other)

    def __ge__(self, other):
        return self._compared(np.greater_equal, other)

    __hash__ = object.__hash__  # as the key of a dictionary a tensor stands for itself

    def __bool__(self):
        if self.data.size != 1:
            raise ValueError(f"bool: wanted a single number, got shape {self.shape}")
        return bool(self.item())

    # Shape.

    def __getitem__(self, index):
        parts = index if isinstance(index, tuple) else (index,)
        chosen = [p for p in parts if isinstance(p, Tensor)]
        parts = tuple(p.data if isinstance(p, Tensor) else p for p in parts)
        source = self.data  # (*)

        def pull(g):
            grad = np.zeros_like(source)  # (*)
            np.add.at(grad, parts, g)  # unlike grad[parts] += g, counts repeats
            return grad

        return _record(source[parts], (self, pull, *chosen), memory=self)

    def reshape(self, *shape):
        """Read the same numbers with other axes."""
        shape = shape[0] if isinstance(shape[0], tuple) else shape
        before = self.shape
        return _record(
            self.data.reshape(shape),
            (self, lambda g: g.reshape(before)),
            memory=self,
        )

    def transpose(self, dim0, dim1):
        """Swap two axes."""
        axes = self._axes((dim0, dim1))
        if not axes:
            return self.reshape(())
        return _record(
            self.data.swapaxes(*axes),
            (self, lambda g: g.swapaxes(*axes)),
            memory=self,
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
        axes, before = self._axes(dim), self.shape
        kept = self._kept(axes)

        def pull(g):
            return np.broadcast_to(np.reshape(g, kept), before)  # (*)

        return _record(_total(self.data, axes, keepdim), (self, pull))

    def mean(self, dim=None, keepdim=False):
        """Average along `dim`; the mean of nothing is NaN."""
        count = math.prod(self.shape[axis] for axis in self._axes(dim))
        return self.sum(dim, keepdim) / (count or math.nan)

    def amax(self, dim=None, keepdim=False):
        """Take the largest along `dim`; ties share the gradient evenly, as in `torch.amax`."""
        axes, source = self._axes(dim), self.data
        top = source.max(axis=axes, keepdims=True)  # (*, 1, *)

        def pull(g):
            hit = source == top  # (*)
            share = hit / hit.sum(axis=axes, keepdims=True)  # (*)
            return np.reshape(g, np.shape(top)) * share  # (*)

        value = top if keepdim else top.squeeze(axes)  # (*)
        return _record(value, (self, pull, self, RESULT))

    def max(self, dim=None, keepdim=False):
        """Return the largest of all; with `dim`, a pair of the largest along it and their places.

        Without `dim` ties share the gradient, as in `torch.max`; with `dim` the place that is
        returned takes it all, here the first.
        """
        if dim is None:
            return self.amax()
        if not self.ndim:
            return self.reshape(1).max(dim)
        axis = next(iter(self._axes((dim,))))
        source = self.data  # (*)
        place = source.argmax(axis=axis, keepdims=True)  # (*, 1, *)

        def pull(g):
            grad = np.zeros_like(source)  # (*)
            np.put_along_axis(grad, place, np.reshape(g, place.shape), axis)
            return grad

        top = np.take_along_axis(source, place, axis)  # (*, 1, *)
        axes = () if keepdim else axis
        return Max(
            _record(top.squeeze(axes), (self, pull)), Tensor(place.squeeze(axes))
        )

    # Functions of each element: a value, and the slope to multiply the gradient by.

    def exp(self):
        """Raise e to the power of each element."""
        value = np.exp(self.data)  # (*)
        return _record(value, (self, lambda g: g * value, RESULT))

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
        axes = self._axes((dim,))
        top = self.data.max(axis=axes, keepdims=True, initial=-np.inf)  # (*, 1, *)
        shifted = self.data - top  # (*)
        with np.errstate(divide="ignore"):  # an axis of length zero
            value = shifted - np.log(_total(np.exp(shifted), axes, True))  # (*)
        return _record(
            value,
            (self, lambda g: g - np.exp(value) * _total(g, axes, True), RESULT),
        )

    def softmax(self, dim):
        """Turn scores into probabilities along `dim`."""
        return self.log_softmax(dim).exp()

    # The rest is housekeeping.

    @property
    def data(self):
        """The array of values."""
        return self._data

    @data.setter
    def data(self, value):
        # `x.data -= step` writes into the array and assigns the same one; another array leaves
        # the first as it was recorded.
        if value is self._data:
            self._changes[0] += 1
        else:
            self._data, self._changes = np.asarray(value), [0]  # (*)

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
        return _record(self.data, memory=self)

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
        other = _python_number(other)
        return Tensor(np.asarray(other, np.result_type(self.data, other)))

    def _pair(self, other):
        # As in PyTorch, a single number does not widen an array of its kind.
        a, b = self, self._operand(other)
        if a.data.dtype.kind == b.data.dtype.kind:
            if a.ndim and not b.ndim:
                b = b._cast(a.data.dtype)
            elif b.ndim and not a.ndim:
                a = a._cast(b.data.dtype)
        return a, b

    def _cast(self, dtype):
        if self.data.dtype == dtype:
            return self
        return _record(self.data.astype(dtype), (self, lambda g: g))

    def _compared(self, ufunc, other):
        return _record(ufunc(self.data, self._operand(other).data))

    def _pointwise(self, value, slope):
        return _record(value, (self, lambda g: g * slope))

    def _axes(self, dim):
        if dim is None or dim == ():
            return tuple(range(self.ndim))
        dims = dim if isinstance(dim, tuple) else (dim,)
        count = max(self.ndim, 1)  # a single number counts as one axis
        for axis in dims:
            if not isinstance(axis, int | np.integer):
                raise TypeError(f"dim: wanted an int or a tuple of ints, got {dim!r}")
            if not -count <= axis < count:
                raise IndexError(
                    f"dim: wanted an int from {-count} to {count - 1}, got {axis}"
                )
        return tuple(axis % count for axis in dims) if self.ndim else ()

    def _kept(self, axes):
        return tuple(1 if i in axes else n for i, n in enumerate(self.shape))


def _record(value, *edges, memory=None):
    # An edge to a parent without requires_grad is dropped: its gradient has no use.
    out = Tensor.__new__(Tensor)
    out._data, out._changes, out.grad = np.asarray(value), [0], None  # (*)
    if memory is not None and np.may_share_memory(out._data, memory._data):
        out._changes = memory._changes
    kept = [e for e in edges if e[0].requires_grad and _recording.on]
    out._edges = tuple(
        (parent, pull, [_seen(out if t is RESULT else t) for t in reads])
        for parent, pull, *reads in kept
    )
    out.requires_grad = bool(out._edges)
    return out


def _seen(tensor):
    return tensor._changes, tensor._changes[0]


def _check_unchanged(node):
    for _, _, reads in node._edges:
        for changes, seen in reads:
            if changes[0] != seen:
                raise ValueError(
                    f"data: wanted the values that the result of shape {node.shape} was "
                    f"computed from, got them changed in place {changes[0] - seen} times"
                )


def _fold(grad, parent):
    # Broadcasting copied the parent along new or stretched axes; copies add up.
    if grad.shape != parent.shape:
        grad = _total(grad, tuple(range(grad.ndim - parent.ndim)))  # (*)
        ones = tuple(i for i, n in enumerate(parent.shape) if n == 1)
        grad = _total(grad, ones, True)  # (*), shaped as the parent
    return grad.astype(parent.data.dtype, copy=False)


def _total(array, axes, keepdims=False):
    # Along all axes but the last, NumPy adds one by one, and a million float32 lose three digits.
    if array.dtype != np.float32:
        return array.sum(axis=axes, keepdims=keepdims)  # (*)
    wide = array.sum(axis=axes, keepdims=keepdims, dtype=np.float64)  # (*)
    return wide.astype(np.float32)  # (*)


def _python_number(value):
    # NumPy's scalars are numbers like Python's: 2.0 and np.float64(2.0) widen nothing.
    return value.item() if isinstance(value, np.generic) else value


def _sigmoid(z):
    # Both exponents are at most 0, so that neither tail overflows.
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))  # (*)


@contextmanager
def no_grad():
    """Stop the recording for a `with` block, to evaluate or to update weights; in this thread."""
    before, _recording.on = _recording.on, False
    try:
        yield
    finally:
        _recording.on = before


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
    z = input.data  # (*)
    return _record(gelu_of(z), (input, lambda g: gelu_backward(g, z), input))


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
