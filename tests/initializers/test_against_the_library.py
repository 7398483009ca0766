"""From one stream of random numbers, every initializer gives the library's own weights."""

import pytest

torch = pytest.importorskip("torch")

from worked.checking import find_concept  # noqa: E402
from worked.checking.with_torch import to_numpy  # noqa: E402

pytestmark = [pytest.mark.torch, pytest.mark.reads("worked/initializers")]

SHAPES = [(300, 200), (1, 40), (40, 1), (16, 8, 3, 3), (5, 4, 7), (3, 2, 2, 3, 2)]
NORMAL = {
    "normal": [{}, {"mean": 0.5, "std": 0.02}],
    "xavier_normal": [{}, {"gain": 5 / 3}, {"gain": 0.1}],
    "kaiming_normal": [
        {},
        {"nonlinearity": "relu", "mode": "fan_out"},
        {"a": 0.2},
        {"nonlinearity": "tanh", "a": 3.0},
    ],
    "orthogonal": [{}, {"gain": 2**0.5}],
}
UNIFORM = {
    "uniform": [{}, {"a": -0.05, "b": 0.05}],
    "xavier_uniform": [{}, {"gain": 5 / 3}],
    "kaiming_uniform": [
        {},
        {"a": 5**0.5},
        {"nonlinearity": "relu", "mode": "fan_out"},
        {"nonlinearity": "selu"},
    ],
}
CALLS = [
    (name, options, torch.randn if table is NORMAL else torch.rand)
    for table in (NORMAL, UNIFORM)
    for name, calls in table.items()
    for options in calls
]


def both(name, options, draw):
    """Return the answers of both sides to the same draw."""
    concept = find_concept(f"initializers/{name}")
    ours = getattr(concept.numpy, name)(draw.numpy(), **options)
    return ours, to_numpy(getattr(concept.torch, name)(draw, **options))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("name", "options", "standard"), CALLS)
def test_one_stream_gives_the_same_weights(name, options, standard, shape):
    for dtype, rtol in ((torch.float64, 1e-12), (torch.float32, 1e-6)):
        if name == "orthogonal" and dtype is torch.float32:
            continue  # rounding is multiplied by the condition number of the draw
        torch.manual_seed(3)
        wanted = torch.empty(shape, dtype=dtype)
        getattr(torch.nn.init, f"{name}_")(wanted, **options)
        torch.manual_seed(3)
        for got in both(name, options, standard(shape, dtype=dtype)):
            tolerance = {"rtol": 0, "atol": rtol * float(wanted.abs().max())}
            if name == "orthogonal":
                tolerance["atol"] = 1e-10
            torch.testing.assert_close(torch.tensor(got), wanted, **tolerance)


@pytest.mark.parametrize(
    "options",
    [{}, {"std": 0.02, "a": -0.04, "b": 0.04}, {"mean": 1.0, "a": 0.5, "b": 2.0}],
)
@pytest.mark.parametrize("shape", SHAPES)
def test_truncated_normal_redraws_whole_tensors(shape, options):
    torch.manual_seed(5)
    wanted = torch.nn.init.trunc_normal_(
        torch.empty(shape, dtype=torch.float64), **options
    )
    torch.manual_seed(5)
    rounds = [torch.randn(shape, dtype=torch.float64) for _ in range(30)]
    for got in both("trunc_normal", options, torch.stack(rounds)):
        torch.testing.assert_close(torch.tensor(got), wanted, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize(
    ("module", "options"),
    [
        (torch.nn.Linear, {"in_features": 30, "out_features": 20}),
        (torch.nn.Linear, {"in_features": 1, "out_features": 1}),
        (torch.nn.Conv2d, {"in_channels": 3, "out_channels": 8, "kernel_size": 3}),
        (torch.nn.Conv1d, {"in_channels": 4, "out_channels": 2, "kernel_size": 5}),
    ],
)
def test_a_fresh_layer_holds_the_default(module, options):
    concept = find_concept("initializers/linear_default")
    torch.manual_seed(7)
    layer = module(**options, dtype=torch.float64)
    torch.manual_seed(7)
    weight = torch.rand(layer.weight.shape, dtype=torch.float64)
    bias = torch.rand(layer.bias.shape, dtype=torch.float64)
    ours = concept.numpy.linear_default(weight.numpy(), bias.numpy())
    theirs = concept.torch.linear_default(weight, bias)
    for answer in (ours, theirs):
        for got, wanted in zip(answer, (layer.weight, layer.bias), strict=True):
            torch.testing.assert_close(
                torch.as_tensor(got), wanted.detach(), rtol=1e-12, atol=1e-15
            )


@pytest.mark.parametrize("val", [0.0, -0.3, 1])
def test_constant_is_that_of_the_library(val):
    wanted = torch.nn.init.constant_(torch.empty(4, 3), val)
    for got in both("constant", {"val": val}, torch.randn(4, 3)):
        torch.testing.assert_close(torch.tensor(got), wanted, rtol=0, atol=0)


@pytest.mark.parametrize("name", ["gelu", "silu", "softplus", "elu"])
def test_neither_side_has_a_gain_for_newer_activations(name):
    concept = find_concept("initializers/calculate_gain")
    with pytest.raises(ValueError, match="wanted one of"):
        concept.numpy.calculate_gain(name)
    with pytest.raises(ValueError, match=name):
        concept.torch.calculate_gain(name)
