"""Weight averages along a whole path, and what they do to its noise."""

import numpy as np
import pytest

from worked.optimizers.averaged_model.with_numpy import averaged_model

PATH = np.random.default_rng(0).normal(size=(40, 5)).cumsum(0)


def averages(path, decay):
    """Return the average after each of a path's parameters."""
    state, found = None, []
    for count, param in enumerate(path):
        state = averaged_model(param, state, count, decay)
        found.append(state)
    return np.array(found)


@pytest.mark.torch
@pytest.mark.parametrize("decay", [None, 0.0, 0.9, 0.999])
def test_the_path_of_the_average_is_that_of_the_library(decay):
    import torch
    from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

    model = torch.nn.Linear(4, 1).double()  # five parameters: weights and bias
    function = None if decay is None else get_ema_multi_avg_fn(decay)
    average, wanted = AveragedModel(model, multi_avg_fn=function), []
    for values in torch.tensor(PATH):
        torch.nn.utils.vector_to_parameters(values, model.parameters())
        average.update_parameters(model)
        kept = torch.nn.utils.parameters_to_vector(average.module.parameters())
        wanted.append(kept.detach().numpy())
    np.testing.assert_allclose(averages(PATH, decay), wanted, rtol=1e-12, atol=1e-12)


def test_equal_weights_give_the_mean_of_all():
    np.testing.assert_allclose(averages(PATH, None)[-1], PATH.mean(0))


@pytest.mark.parametrize("decay", [0.5, 0.9, 0.99])
def test_an_exponential_average_leaves_the_variance_that_its_weights_say(decay):
    noise = np.random.default_rng(1).normal(size=(4000, 200))
    left = averages(noise, decay)[-1].var()
    wanted = (1 - decay) / (1 + decay)
    assert abs(left / wanted - 1) < 5 * (2 / 200) ** 0.5  # five standard errors


def test_the_arguments_stay_as_they_were():
    param, state = np.ones(3), np.zeros(3)
    averaged_model(param)[:] = 7
    averaged_model(param, state, 4)[:] = 7
    np.testing.assert_array_equal([param, state], [np.ones(3), np.zeros(3)])
