"""Scalings against scikit-learn, which is the field's home for them."""

import numpy as np
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from worked.data.min_max_scale.with_numpy import min_max_scale
from worked.data.standardize.with_numpy import standardize

rng = np.random.default_rng(0)
train = rng.normal(size=(30, 4)) * [1, 1e3, 1e-3, 0] + [0, 5, 1, 2]
test = rng.normal(size=(10, 4)) * [1, 1e3, 1e-3, 1] + [0, 5, 1, 2]


def test_standardize():
    assert np.allclose(
        standardize(test, train), StandardScaler().fit(train).transform(test)
    )


def test_min_max_scale():
    for ends in ((0, 1), (-1, 1)):
        scaler = MinMaxScaler(ends).fit(train)
        assert np.allclose(min_max_scale(test, train, ends), scaler.transform(test))
