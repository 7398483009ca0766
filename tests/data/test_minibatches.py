"""An epoch visits each example once, and a loader cuts it as we do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worked.data.minibatches.with_numpy import batches_per_epoch, minibatches

SIZES = st.integers(0, 50), st.integers(1, 60), st.integers(0, 2**32)


@given(*SIZES)
def test_the_batches_of_an_epoch_hold_each_example_once(count, size, seed):
    order = np.random.default_rng(seed).permutation(count)
    batches = minibatches(order, size)
    np.testing.assert_array_equal(np.concatenate([*batches, order[:0]]), order)
    assert len(batches) == batches_per_epoch(count, size) == int(np.ceil(count / size))
    assert all(len(batch) == size for batch in batches[:-1])


@given(*SIZES)
def test_drop_last_leaves_out_less_than_a_batch(count, size, seed):
    order = np.random.default_rng(seed).permutation(count)
    batches = minibatches(order, size, drop_last=True)
    assert all(len(batch) == size for batch in batches)
    assert len(batches) == batches_per_epoch(count, size, drop_last=True)
    assert 0 <= count - size * len(batches) < size


@pytest.mark.torch
@pytest.mark.parametrize("drop_last", [False, True])
def test_a_loader_that_shuffles_gives_the_batches_of_its_own_order(drop_last):
    import torch
    from torch.utils.data import DataLoader, RandomSampler, TensorDataset

    orders = torch.Generator().manual_seed(3)
    order = np.array(list(RandomSampler(range(22), generator=orders)))
    loader = DataLoader(
        TensorDataset(torch.arange(22)),
        batch_size=4,
        sampler=RandomSampler(range(22), generator=torch.Generator().manual_seed(3)),
        drop_last=drop_last,
    )
    wanted = [batch.numpy() for (batch,) in loader]
    got = minibatches(order, 4, drop_last)
    assert len(got) == len(wanted) == len(loader)
    for ours, theirs in zip(got, wanted, strict=True):
        np.testing.assert_array_equal(ours, theirs)
