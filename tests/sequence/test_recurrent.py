"""What holds for all three recurrent networks: the library's modules, cells, upstream gradients."""

import importlib

import numpy as np
import pytest

from worked.checking.samples.cells import drawn

pytestmark = pytest.mark.reads("worked/sequence", "worked/activations")

GATES = {"rnn": 1, "lstm": 4, "gru": 3}
STATES = {"rnn": ("h_0",), "lstm": ("h_0", "c_0"), "gru": ("h_0",)}


def side(slug):
    return importlib.import_module(f"worked.sequence.{slug}.with_numpy")


def arguments(slug, **sizes):
    return drawn(GATES[slug], STATES[slug], steps=7, **sizes)


def upstream(slug, seed=3):
    """Draw a gradient for each result."""
    rng = np.random.default_rng(seed)
    results = getattr(side(slug), slug)(**arguments(slug))
    return tuple(rng.normal(size=array.shape) for array in results)


@pytest.mark.torch
@pytest.mark.parametrize("batch_first", [False, True])
@pytest.mark.parametrize("slug", GATES)
def test_the_module_with_copied_parameters_answers_alike(slug, batch_first):
    import torch

    args = arguments(slug)
    module = getattr(torch.nn, slug.upper())(
        3, 4, batch_first=batch_first, dtype=torch.float64
    )
    params = {key: torch.tensor(args[key]) for key, _ in module.named_parameters()}
    module.load_state_dict(params)
    states = tuple(torch.tensor(args[name]) for name in STATES[slug])
    x = torch.tensor(args["input"])
    output, last = module(
        x.transpose(0, 1) if batch_first else x, states if slug == "lstm" else states[0]
    )
    if batch_first:
        output = output.transpose(0, 1)
    last = last if slug == "lstm" else (last,)
    found = getattr(side(slug), slug)(**args)
    for got, wanted in zip(found, (output, *last), strict=True):
        np.testing.assert_allclose(got, wanted.detach(), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("slug", GATES)
def test_a_sequence_is_its_cell_step_by_step(slug):
    args = arguments(slug)
    params = [args[key] for key in args if "weight" in key or "bias" in key]
    states = [args[name][0] for name in STATES[slug]]
    cell = importlib.import_module(f"worked.sequence.{slug}_cell.with_numpy")
    output, *last = getattr(side(slug), slug)(**args)
    for step, x in enumerate(args["input"]):
        answer = getattr(cell, f"{slug}_cell")(x, *states, *params)
        states = list(answer) if isinstance(answer, tuple) else [answer]
        np.testing.assert_allclose(output[step], states[0], rtol=1e-12)
    for got, wanted in zip(last, states, strict=True):
        np.testing.assert_allclose(got[0], wanted, rtol=1e-12)


@pytest.mark.parametrize("slug", GATES)
def test_gradients_of_two_halves_of_a_sequence_add_up(slug):
    args, grads = arguments(slug), upstream(slug)
    run, back = getattr(side(slug), slug), getattr(side(slug), f"{slug}_backward")
    whole = back(grads, **args)
    first = {**args, "input": args["input"][:3]}
    _, *middle = run(**first)
    count = len(STATES[slug])
    second = {**args, "input": args["input"][3:]}
    second |= dict(zip(STATES[slug], middle, strict=True))
    late = back((grads[0][3:], *grads[1:]), **second)
    early = back((grads[0][:3], *late[1 : 1 + count]), **first)
    np.testing.assert_allclose(np.concatenate((early[0], late[0])), whole[0])
    for place in range(1 + count, len(whole)):
        np.testing.assert_allclose(early[place] + late[place], whole[place])


@pytest.mark.parametrize("slug", GATES)
def test_upstream_gradients_of_another_shape_are_refused(slug):
    back = getattr(side(slug), f"{slug}_backward")
    grads = upstream(slug)
    for place in range(len(grads)):
        for wrong in (grads[place][..., :1], grads[place][0], 1.0):
            tried = [*grads]
            tried[place] = wrong
            said = rf"wanted shape \({grads[place].shape[0]}, .*, got \("
            with pytest.raises(ValueError, match=said):
                back(tuple(tried), **arguments(slug))
    with pytest.raises(ValueError, match=f"wanted {len(grads)} arrays, got 1"):
        back(grads[:1], **arguments(slug))


@pytest.mark.parametrize("slug", GATES)
def test_upstream_gradients_do_not_change_the_dtype(slug):
    args = {key: v.astype(np.float32) for key, v in arguments(slug).items()}
    back = getattr(side(slug), f"{slug}_backward")
    single = tuple(grad.astype(np.float32) for grad in upstream(slug))
    double = tuple(grad.astype(np.float64) for grad in single)
    for one, two in zip(back(single, **args), back(double, **args), strict=True):
        assert one.dtype == two.dtype == np.float32
        np.testing.assert_array_equal(one, two)


@pytest.mark.parametrize("slug", GATES)
def test_arguments_stay_as_they_were(slug):
    args, grads = arguments(slug), upstream(slug)
    before = {key: v.copy() for key, v in args.items()}
    getattr(side(slug), f"{slug}_backward")(grads, **args)
    for key, array in before.items():
        np.testing.assert_array_equal(args[key], array)


def test_bias_gradients_of_a_long_float32_batch_keep_six_digits():
    args = drawn(1, ("h_0",), steps=4, batch=100_000, units=1, inputs=1)
    args = {key: v.astype(np.float32) for key, v in args.items()}
    args["weight_hh_l0"] *= 0  # then a bias's gradient is a plain sum over steps
    grads = np.ones((4, 100_000, 1)), np.zeros((1, 100_000, 1))
    states = side("rnn").rnn(**args)[0].astype(np.float64)
    found = side("rnn").rnn_backward(grads, **args)[-1]
    np.testing.assert_allclose(found, (1 - states**2).sum((0, 1)), rtol=1e-6)
