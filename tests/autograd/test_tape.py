"""What the tape must do beyond its cases: random programs, deep graphs, switches, refusals."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worked.autograd.tape.with_numpy import (
    Tensor,
    elu,
    gelu,
    leaky_relu,
    no_grad,
    silu,
    softplus,
    value_and_grad,
)

SHAPES = [(), (1,), (3,), (2, 1), (2, 3), (1, 1, 3)]  # any two of them broadcast
UNARY = [
    lambda x: x.tanh(),
    lambda x: x.sigmoid(),
    lambda x: x.relu(),
    lambda x: x.sin() * 2,
    lambda x: (x * 0.3).exp(),
    lambda x: (x * x + 1).log(),
    lambda x: (x**2 + 0.5).sqrt(),
    lambda x: -x / 3,
    lambda x: x.sum() * 0.1 + x,
    lambda x: x - x.mean(),
    lambda x: x.amax() - x,
    lambda x: 1 / (x**2 + 1),
]
BINARY = [
    lambda a, b: a + b,
    lambda a, b: a - b,
    lambda a, b: a * b,
    lambda a, b: a / (b * b + 1),
]


def random_program(seed):
    """Return a function of three tensors that builds the same random expression at each call."""

    def run(*leaves):
        rng = np.random.default_rng(seed)
        values = list(leaves)
        for _ in range(12):
            if rng.random() < 0.5:
                pick = values[rng.integers(len(values))]
                values.append(UNARY[rng.integers(len(UNARY))](pick))
            else:
                first, second = rng.integers(len(values), size=2)
                combine = BINARY[rng.integers(len(BINARY))]
                values.append(combine(values[first], values[second]))
        total = leaves[0].sum()
        for value in values:
            total = total + (value * 0.7 + value**2).sum()
        return total

    return run


def random_leaves(seed):
    rng = np.random.default_rng(seed)
    return tuple(rng.normal(size=SHAPES[i]) for i in rng.integers(len(SHAPES), size=3))


@pytest.mark.torch
@given(st.integers(0, 2**32))
def test_random_programs_agree_with_torch(seed):
    from worked.autograd.tape import with_torch

    program, leaves = random_program(seed), random_leaves(seed)
    ours = value_and_grad(program, leaves)
    theirs = with_torch.value_and_grad(program, leaves)
    for mine, wanted in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(mine, wanted.numpy(), rtol=1e-9, atol=1e-10)


@given(st.integers(0, 2**32))
def test_random_programs_agree_with_differences(seed):
    program, leaves = random_program(seed), random_leaves(seed)
    value, *grads = value_and_grad(program, leaves)
    rng = np.random.default_rng(seed + 1)
    ways = [rng.normal(size=leaf.shape) for leaf in leaves]
    slope = sum(float((g * w).sum()) for g, w in zip(grads, ways, strict=True))

    def along(step):
        moved = (Tensor(a + step * w) for a, w in zip(leaves, ways, strict=True))
        return program(*moved).item()

    # Two one-sided differences bracket the slope where a kink lies between them.
    step = 1e-6
    ahead = (along(step) - float(value)) / step
    behind = (float(value) - along(-step)) / step
    room = 1e-3 * (1 + abs(slope) + abs(float(value)))
    assert min(ahead, behind) - room <= slope <= max(ahead, behind) + room


def test_a_graph_deeper_than_the_stack_of_python():
    x = Tensor(1.0, requires_grad=True)
    y = x
    for _ in range(10_000):
        y = y * 1.0001
    y.backward()
    np.testing.assert_allclose(x.grad, 1.0001**10_000, rtol=1e-9)


def test_a_graph_with_more_paths_than_could_be_walked():
    x = Tensor(1.0, requires_grad=True)
    y = x
    for _ in range(200):  # 2**200 paths, 200 nodes
        y = y * 0.5 + y * 0.5
    y.backward()
    assert x.grad == 1.0


def test_gradients_add_up_until_they_are_cleared():
    x = Tensor([1.0, 2.0], requires_grad=True)
    (x * x).sum().backward()
    (x * x).sum().backward()
    np.testing.assert_array_equal(x.grad, [4.0, 8.0])
    x.grad = None
    (x * x).sum().backward()
    np.testing.assert_array_equal(x.grad, [2.0, 4.0])


def test_backward_twice_through_one_graph_adds_the_same_again():
    x = Tensor(3.0, requires_grad=True)
    y = x * x
    y.backward()
    y.backward()
    assert x.grad == 12.0


def test_backward_weights_the_outputs():
    x = Tensor([1.0, 2.0, 3.0], requires_grad=True)
    (x * x).backward([1.0, 0.0, -1.0])
    np.testing.assert_array_equal(x.grad, [2.0, 0.0, -6.0])


def test_no_grad_records_nothing_and_ends_with_its_block():
    x = Tensor(2.0, requires_grad=True)
    with no_grad():
        inside = x * x
        with no_grad():
            pass
        still = x * x
    after = x * x
    assert not inside.requires_grad
    assert not still.requires_grad
    assert after.requires_grad


def test_no_grad_ends_with_an_exception():
    with pytest.raises(KeyError), no_grad():
        raise KeyError
    assert (Tensor(2.0, requires_grad=True) * 1).requires_grad


def test_no_grad_stays_in_its_thread():
    x = Tensor(2.0, requires_grad=True)
    with no_grad(), ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: (x * x).requires_grad).result()
        assert not (x * x).requires_grad


def test_a_single_number_is_true_or_false_by_its_value():
    assert not Tensor([0.0])
    assert Tensor([[2.0]])
    for many in (np.zeros(2), np.zeros(0)):
        with pytest.raises(ValueError, match="bool: wanted a single number, got shape"):
            bool(Tensor(many))


def test_comparisons_are_elementwise():
    x = Tensor([0.0, 1.0, 2.0], requires_grad=True)
    assert not (x == 0).requires_grad
    for answer, wanted in (
        (x == 0, [True, False, False]),
        (x != np.ones(3), [True, False, True]),
        (x < 1, [True, False, False]),
        (x <= Tensor(1.0), [True, True, False]),
        (x > 1, [False, False, True]),
        (np.ones(3) >= x, [True, True, False]),
    ):
        np.testing.assert_array_equal(answer.data, wanted)
        assert answer.data.dtype == bool
    np.testing.assert_array_equal(x[x == 0].data, [0.0])


def test_a_tensor_is_a_key_by_identity():
    a, b = Tensor([1.0]), Tensor([1.0])
    assert {a: 1, b: 2}[a] == 1


STALE = "data: wanted the values .* computed from, got them changed in place 1 times"


@pytest.mark.parametrize(
    ("func", "needs"),
    [
        (lambda x: x * x, True),
        (lambda x: 1 / x, True),
        (lambda x: x @ x, True),
        (lambda x: x.amax(0), True),
        (lambda x: gelu(x), True),
        (lambda x: x[0] * x[1], True),
        (lambda x: x.T * x, True),
        (lambda x: x.reshape(4) ** 2 * x.reshape(4), True),
        (lambda x: x.detach() * x, True),
        (lambda x: x + x, False),
        (lambda x: x.sum(0) - x, False),
        (lambda x: x[0], False),
        (lambda x: x.exp(), False),
        (lambda x: x.tanh(), False),
        (lambda x: 3 * x, False),
    ],
)
def test_values_changed_before_backward_are_refused_where_they_are_needed(func, needs):
    x = Tensor(np.array([[1.0, 2.0], [3.0, 4.0]]), requires_grad=True)
    y = func(x).sum()
    y.backward()
    before, x.grad = x.grad, None
    x.data -= 0.5
    if needs:
        with pytest.raises(ValueError, match=STALE):
            y.backward()
        assert x.grad is None
    else:
        y.backward()
        np.testing.assert_array_equal(x.grad, before)


@pytest.mark.parametrize(
    "func",
    [
        lambda x: x.exp(),
        lambda x: 1 / x,
        lambda x: x.log_softmax(0),
        lambda x: x.amax(1, True),
    ],
)
def test_a_result_that_backward_needs_must_stay_too(func):
    x = Tensor(np.array([[1.0, 2.0], [3.0, 4.0]]), requires_grad=True)
    y = func(x)
    y.data *= 2.0
    with pytest.raises(ValueError, match=STALE):
        y.sum().backward()


def test_new_values_leave_those_that_were_recorded():
    x = Tensor([2.0], requires_grad=True)
    y = x * x
    x.data = np.array([5.0])
    y.backward()
    assert x.grad == 4.0


def test_a_view_is_changed_with_what_it_views():
    x = Tensor([2.0, 3.0], requires_grad=True)
    y = (x * x).sum()
    part = x[:1]
    part.data -= 1.0
    with pytest.raises(ValueError, match=STALE):
        y.backward()


def test_long_sums_in_float32_keep_six_digits():
    rng = np.random.default_rng(0)
    rows = rng.uniform(size=(1_000_000, 2)).astype(np.float32)
    bias = Tensor(np.zeros(2, np.float32), requires_grad=True)
    (rows + bias).backward(rows)
    wanted = rows.sum(axis=0, dtype=np.float64)
    np.testing.assert_allclose(bias.grad, wanted, rtol=1e-6)
    np.testing.assert_allclose(Tensor(rows).sum(0).data, wanted, rtol=1e-6)
    assert bias.grad.dtype == np.float32


def test_constants_are_not_recorded():
    assert not (Tensor(2.0) * Tensor(3.0)).requires_grad


def test_inner_nodes_keep_no_gradient():
    x = Tensor(2.0, requires_grad=True)
    y = x * x
    y.sum().backward()
    assert y.grad is None
    assert x.grad == 4.0


def test_a_leaf_owns_its_numbers():
    start = np.array([1.0, 2.0])
    x = Tensor(start, requires_grad=True)
    x.data -= 1.0
    (x + x).sum().backward()
    x.grad *= 0.0
    np.testing.assert_array_equal(start, [1.0, 2.0])


def test_two_leaves_do_not_share_one_gradient_array():
    a, b = Tensor([1.0], requires_grad=True), Tensor([2.0], requires_grad=True)
    (a + b).backward()
    a.grad *= 5.0
    assert b.grad == 1.0


def test_float32_stays_float32():
    x = Tensor(np.ones((2, 3), np.float32), requires_grad=True)
    y = elu(gelu(silu(leaky_relu(softplus(2 * x - 0.5))))) / 3 + 1
    y = y.softmax(1).mean() + (x**2).sqrt().amax(0).sum() + x[[0, 0]].sum()
    y.backward()
    assert y.data.dtype == np.float32
    assert x.grad.dtype == np.float32


@pytest.mark.torch
@pytest.mark.parametrize("name", ["elu", "gelu", "leaky_relu", "silu", "softplus"])
def test_slopes_of_the_functions(name):
    from worked.autograd.tape import with_numpy, with_torch

    inputs = (np.concatenate([np.linspace(-8, 8, 81), [0.0, -50.0, 50.0]]),)
    ours = value_and_grad(lambda x: (getattr(with_numpy, name)(x) ** 2).sum(), inputs)
    theirs = with_torch.value_and_grad(
        lambda x: (getattr(with_torch, name)(x) ** 2).sum(), inputs
    )
    for mine, wanted in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(mine, wanted.numpy(), rtol=1e-8, atol=1e-11)


@pytest.mark.torch
def test_gradient_of_cross_entropy():
    from worked.autograd.tape import with_numpy, with_torch

    rng = np.random.default_rng(0)
    inputs = (5 * rng.normal(size=(6, 4)), rng.integers(4, size=6))
    ours = value_and_grad(with_numpy.cross_entropy, inputs)
    theirs = with_torch.value_and_grad(with_torch.cross_entropy, inputs)
    for mine, wanted in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(mine, wanted.numpy(), rtol=1e-12, atol=1e-14)


def test_an_update_by_hand_goes_down():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(20, 3))
    y = x @ np.array([1.0, -2.0, 0.5])
    w = Tensor(np.zeros(3), requires_grad=True)
    losses = []
    for _ in range(200):
        loss = ((x @ w - y) ** 2).mean()
        w.grad = None
        loss.backward()
        w.data -= 0.1 * w.grad
        losses.append(loss.item())
    assert losses[-1] < 1e-8 * losses[0]


@pytest.mark.parametrize(
    ("run", "message"),
    [
        (lambda x: x.backward(), r"grad_output: wanted shape \(2, 3\), got None"),
        (lambda x: x.backward(np.ones(3)), r"wanted shape \(2, 3\), got \(3,\)"),
        (lambda x: x.detach().sum().backward(), "wanted a tensor that requires grad"),
        (lambda x: x @ x, r"wanted \(\*, M, K\) and \(\*, K, N\)"),
        (lambda x: x[0].T, r"T: wanted a matrix, got shape \(3,\)"),
    ],
)
def test_refusals(run, message):
    x = Tensor(np.ones((2, 3)), requires_grad=True)
    with pytest.raises(ValueError, match=message):
        run(x)


@pytest.mark.parametrize("dim", [5, -4, (0, 2)])
def test_an_axis_out_of_range(dim):
    for method in (Tensor.sum, Tensor.mean, Tensor.amax):
        with pytest.raises(IndexError, match="dim: wanted an int from -2 to 1, got"):
            method(Tensor(np.ones((2, 3))), dim)


@pytest.mark.parametrize("dim", [None, (0, 1), 1.0])
def test_softmax_wants_one_axis(dim):
    with pytest.raises(TypeError, match="dim: wanted an int"):
        Tensor(np.ones((2, 3))).softmax(dim)


@pytest.mark.parametrize("dtype", [np.float16, complex, object])
def test_other_dtypes_are_refused(dtype):
    with pytest.raises(TypeError, match="wanted float32, float64 or an integer dtype"):
        Tensor(np.ones(2, dtype))


def test_integers_have_no_gradient():
    with pytest.raises(TypeError, match="wanted float32 or float64, got int64"):
        Tensor([1, 2], requires_grad=True)
