"""The folds are those of scikit-learn, and each example is held out once."""

import numpy as np
import pytest
from sklearn.model_selection import KFold

from worked.metrics.kfold.with_numpy import kfold


@pytest.mark.parametrize(("count", "splits"), [(10, 5), (23, 5), (7, 7), (101, 3)])
def test_folds_are_those_of_scikit_learn(count, splits):
    fold = kfold(count, splits)
    for number, (train, test) in enumerate(KFold(splits).split(np.zeros(count))):
        np.testing.assert_array_equal(np.flatnonzero(fold == number), test)
        np.testing.assert_array_equal(np.flatnonzero(fold != number), train)


@pytest.mark.parametrize("seed", range(3))
def test_shuffled_folds_are_those_of_scikit_learn(seed):
    order = np.random.RandomState(seed).permutation(23)
    fold = kfold(23, 4, order)
    split = KFold(4, shuffle=True, random_state=seed).split(np.zeros(23))
    for number, (_, test) in enumerate(split):
        np.testing.assert_array_equal(np.flatnonzero(fold == number), test)
