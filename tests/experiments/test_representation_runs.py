"""Probes, linear pieces and networks of equal size."""

from itertools import product

import numpy as np
import pytest

from worked.experiments.activation_runs import forward
from worked.experiments.representation_runs import (
    depth_run,
    equal_width,
    fit_curve,
    minterms,
    pieces,
    probe,
    probe_by_layer,
    threshold_functions,
)
from worked.neurons.parameter_count.with_numpy import parameter_count
from worked.neurons.threshold_unit.with_numpy import threshold_unit

rng = np.random.default_rng(0)
x = rng.normal(size=(240, 2))
product_sign = (x.prod(1) > 0).astype(int)  # not separable by a line
data = x[:160], product_sign[:160], x[160:], product_sign[160:]


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_the_width_is_the_largest_that_fits(depth):
    width = equal_width(2410, depth, 64, 10)
    small, large = (
        parameter_count((64, *(w,) * depth, 10))[0].sum() for w in (width, width + 1)
    )
    assert small <= 2410 < large


def test_a_probe_finds_a_line_and_nothing_else():
    line = (x @ [1.0, -2.0] > 0).astype(int)
    assert probe(x[:160], line[:160], x[160:], line[160:]) > 0.95
    assert probe(*data) < 0.7


def test_training_makes_the_classes_separable():
    found, network = probe_by_layer(data, (16, 16), 0, epochs=60)
    untrained, untrained_network = probe_by_layer(data, (16, 16), 0, epochs=0)
    assert found[0] == untrained[0]  # the input is the same
    assert found[-1] > 0.9 > found[0]
    assert network > 0.9 > untrained_network


def test_either_depth_learns_but_not_at_a_rate_of_zero():
    for depth in (1, 2):
        assert depth_run(data, depth, 200, 0, 0.3, 60) > 0.9
        assert depth_run(data, depth, 200, 0, 0.0, 1) < 0.8


def test_pieces_are_those_of_an_arrangement_of_lines():
    assert pieces((1,), 0, grid=80).max() + 1 <= 2
    counts = [pieces((8,), seed, grid=200).max() + 1 for seed in range(5)]
    assert max(counts) <= 1 + 8 + 8 * 7 / 2
    assert min(counts) > 8


def test_more_units_fit_a_curve_better():
    places = np.linspace(-3, 3, 61)[:, None]
    errors = []
    for units in (1, 16):
        params = fit_curve(places, np.sin(2 * places), units, 0, 1500, 0.03)
        curve = forward(params, places, "tanh")[1][-1]
        errors.append(np.abs(curve - np.sin(2 * places)).max())
    assert errors[1] < 0.1 < errors[0]


def test_threshold_functions_are_those_of_the_tables():
    # OEIS A000609: 4, 14, 104 and 1882 of 1, 2, 3 and 4 bits
    found = [threshold_functions(n, w) for n, w in ((1, 1), (2, 1), (3, 2), (4, 3))]
    assert found == [4, 14, 104, 1882]


@pytest.mark.parametrize("bits", [1, 2, 3])
def test_a_hidden_layer_computes_every_table(bits):
    rows = np.array(list(product((0.0, 1.0), repeat=bits)))
    for answers in product((0, 1), repeat=2**bits):
        first, second = minterms(answers)
        out = threshold_unit(threshold_unit(rows, *first), *second)[:, 0]
        assert (out == answers).all()
