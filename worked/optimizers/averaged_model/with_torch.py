"""Averages of parameters along training as they are written at work."""

import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

__all__ = ["averaged_model"]


def averaged_model(param, state=None, num_averaged=0, decay=None):
    """Let the library's average take one more model.

    In a training loop `AveragedModel(model)` is made once, `update_parameters(model)` follows each
    step of the optimizer (or each epoch), and `update_bn` computes the statistics of batch
    normalization at the end; here the average and its count enter and leave.

    Args:
        param: (*) floating tensor. Parameters of the model in training.
        state: (*) tensor. Average so far; None before the first.
        num_averaged: int. Number of parameters in the average so far.
        decay: float or None. Share of the average that is kept; None gives all the same weight.

    Returns:
        (*) tensor. The average with `param`.
    """
    function = None if decay is None else get_ema_multi_avg_fn(decay)
    average = AveragedModel(_model(param), multi_avg_fn=function)
    (kept,) = average.parameters()  # (*)
    if state is not None:
        kept.detach().copy_(state)  # shares its memory
        average.n_averaged += num_averaged
    average.update_parameters(_model(param))
    return kept.detach()


def _model(param):
    return torch.nn.ParameterList([param.detach().clone()])
