"""What normalization layers promise beyond single values: laws, long sums, whole batches."""

import numpy as np
import pytest

from worked.checking import concepts
from worked.normalization.batch_norm.with_numpy import batch_norm, batch_norm_backward
from worked.normalization.group_norm.with_numpy import group_norm
from worked.normalization.instance_norm.with_numpy import instance_norm
from worked.normalization.layer_norm.with_numpy import layer_norm
from worked.normalization.rms_norm.with_numpy import rms_norm
from worked.normalization.running_stats.with_numpy import running_stats

rng = np.random.default_rng(0)
x = 3 * rng.normal(size=(8, 6, 4, 4)) + 2
grad = rng.normal(size=x.shape)
gamma = rng.normal(size=6)


@pytest.mark.parametrize(
    ("layer", "axes"),
    [
        (lambda z: batch_norm(z, training=True), (0, 2, 3)),
        (lambda z: layer_norm(z, z.shape[1:]), (1, 2, 3)),
        (lambda z: group_norm(z, 1), (1, 2, 3)),
        (instance_norm, (2, 3)),
    ],
    ids=["batch", "layer", "group", "instance"],
)
def test_mean_0_and_variance_1_over_its_axes(layer, axes):
    out = layer(x)
    assert np.abs(out.mean(axes)).max() < 1e-12
    assert np.abs(out.var(axes) - 1).max() < 1e-4  # eps takes its share


def test_rms_norm_keeps_an_offset_and_has_mean_square_1():
    out = rms_norm(x, (4,))
    assert np.allclose((out**2).mean(-1), 1)
    assert np.abs(out.mean(-1)).max() > 0.1


def test_only_batch_norm_looks_at_other_examples():
    others = np.concatenate([x[:1], 5 * x[1:]])
    assert not np.allclose(
        batch_norm(x, training=True)[0], batch_norm(others, training=True)[0]
    )
    for layer in (lambda z: layer_norm(z, z.shape[1:]), lambda z: group_norm(z, 2)):
        assert np.allclose(layer(x)[0], layer(others)[0], rtol=1e-12)
    assert np.allclose(instance_norm(x)[0], instance_norm(others)[0], rtol=1e-12)


def test_gradient_of_batch_norm_is_at_right_angles_to_ones_and_to_the_normalized_input():
    found = batch_norm_backward(grad, x, weight=gamma, training=True)[0]
    normal = batch_norm(x, training=True)
    assert np.abs(found.sum((0, 2, 3))).max() < 1e-12
    # eps leaves a rest of its own share
    assert np.abs((found * normal).sum((0, 2, 3))).max() < 1e-3


def test_weights_before_batch_norm_have_no_scale():
    one, ten = (batch_norm(k * x, training=True, eps=1e-12) for k in (1, 10))
    assert np.allclose(one, ten)


def test_running_statistics_reach_those_of_the_data():
    mean, var = np.zeros(6), np.ones(6)
    for _ in range(200):
        mean, var = running_stats(x, mean, var)
    values = np.moveaxis(x, 1, -1).reshape(-1, 6)
    assert np.allclose(mean, values.mean(0))
    assert np.allclose(var, values.var(0, ddof=1))
    judged = batch_norm(x, mean, var)
    trained = batch_norm(x, training=True)
    assert np.abs(judged - trained).max() < 0.02  # the variance is divided by n - 1


def test_a_million_rows_in_float32_keep_six_digits():
    rows = rng.uniform(0.5, 1, size=(1_000_000, 2)).astype(np.float32)
    upstream = rng.uniform(0.5, 1, size=rows.shape).astype(np.float32)
    ones, zeros = np.ones(2, np.float32), np.zeros(2, np.float32)
    single = batch_norm_backward(upstream, rows, weight=ones, bias=zeros, training=True)
    double = batch_norm_backward(
        upstream.astype(np.float64),
        rows.astype(np.float64),
        training=True,
        weight=np.ones(2),
        bias=np.zeros(2),
    )
    sizes = 1.0, len(rows), len(rows)  # of what is added up, part of which cancels
    for got, wanted, size in zip(single, double, sizes, strict=True):
        assert got.dtype == np.float32
        assert np.abs(got - wanted).max() < 5e-6 * size


SHARED = {"drawn", "without weight and bias", "eps of 0.1", "inputs of 1e4"}
SHARED |= {
    "large offset",
    "NaN in one place",
    "not contiguous",
    "empty batch",
    "eps of 0",
}
LAYERS = [
    pytest.param(concept, {case.name for case in concept.cases}, id=concept.slug)
    for concept in concepts()
    if concept.family == "normalization" and concept.slug != "running_stats"
]


@pytest.mark.parametrize(("concept", "names"), LAYERS)
def test_every_layer_takes_the_shared_cases(concept, names):
    assert names >= SHARED, concept.name
