"""The mean over shards is the gradient of the whole batch; two real processes agree."""

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worked.gradients.data_parallel.with_numpy import data_parallel, shards

rng = np.random.default_rng(0)


def gradient(input, target, weight):
    return 2 * (input @ weight - target) @ input / len(input)


@given(st.integers(1, 6), st.integers(1, 5), st.integers(0, 2**32))
def test_equal_shards_average_to_the_whole(replicas, each, seed):
    rng = np.random.default_rng(seed)
    count = replicas * each
    x, y, w = rng.normal(size=(count, 3)), rng.normal(size=count), rng.normal(size=3)
    np.testing.assert_allclose(
        data_parallel(x, y, w, replicas), gradient(x, y, w), rtol=1e-9, atol=1e-12
    )


def test_uneven_shards_are_another_gradient():
    x, y, w = rng.normal(size=(7, 3)), rng.normal(size=7), rng.normal(size=3)
    for drop_last in (False, True):
        found = data_parallel(x, y, w, 3, drop_last)
        assert np.abs(found - gradient(x, y, w)).max() > 1e-3


@given(st.integers(0, 40), st.integers(1, 9))
def test_a_deal_is_even_and_whole(count, replicas):
    mine = shards(count, replicas)
    assert set(mine.ravel()) == set(range(count))
    assert mine.size - count < replicas or count == 0
    fewer = shards(count, replicas, drop_last=True).ravel()
    assert len(set(fewer)) == len(fewer)
    assert 0 <= count - len(fewer) < replicas


WORKER = """
import sys
from datetime import timedelta

import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch.nn.parallel import DistributedDataParallel

folder, rank = sys.argv[1], int(sys.argv[2])
dist.init_process_group(
    "gloo", init_method=f"file://{folder}/meeting", rank=rank, world_size=2,
    timeout=timedelta(seconds=30),
)
for count in (8, 7):
    data = np.load(f"{folder}/batch{count}.npz")
    rows = data["rows"][rank]
    width = data["input"].shape[1]
    layer = torch.nn.Linear(width, 1, bias=False, dtype=torch.float64)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(data["weight"]))
    model = DistributedDataParallel(layer)
    scores = model(torch.tensor(data["input"][rows]))[:, 0]
    F.mse_loss(scores, torch.tensor(data["target"][rows])).backward()
    np.save(f"{folder}/grad{count}-{rank}.npy", layer.weight.grad[0].numpy())
dist.destroy_process_group()
"""


@pytest.mark.torch
def test_two_processes_agree_with_one(tmp_path):
    wanted = {}
    for count in (8, 7):  # an even deal, and one example twice
        x, y = rng.normal(size=(count, 3)), rng.normal(size=count)
        w = rng.normal(size=3)
        wanted[count] = data_parallel(x, y, w, 2)
        rows = shards(count, 2)
        path = tmp_path / f"batch{count}.npz"
        np.savez(path, input=x, target=y, weight=w, rows=rows)
    env = {**os.environ, "GLOO_SOCKET_IFNAME": "lo", "OMP_NUM_THREADS": "1"}
    processes = [
        subprocess.Popen([sys.executable, "-c", WORKER, str(tmp_path), rank], env=env)
        for rank in "01"
    ]
    try:
        assert [process.wait(timeout=90) for process in processes] == [0, 0]
    finally:
        for process in processes:
            process.kill()
            process.wait()
    for count in wanted:
        for rank in "01":
            found = np.load(tmp_path / f"grad{count}-{rank}.npy")
            np.testing.assert_allclose(found, wanted[count], rtol=1e-12, atol=1e-14)
