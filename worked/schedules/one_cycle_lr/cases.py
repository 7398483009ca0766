"""Steps at which both sides of the one-cycle schedule must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.rates import rates

run = {"step": np.arange(50), "max_lr": 0.4, "total_steps": 50}

NO_BACKWARD = {"one_cycle_lr": "nobody trains through the rate of a step"}

CASES = [
    Case(
        "linear, up in 2 steps, down in 4",
        {
            "step": np.arange(7),
            "max_lr": 1.0,
            "total_steps": 7,
            "pct_start": 3 / 7,
            "anneal_strategy": "linear",
            "div_factor": 5.0,
            "final_div_factor": 2.0,
        },
        expected=(
            [0.2, 0.6, 1.0, 0.775, 0.55, 0.325, 0.1],
            [0.95, 0.9, 0.85, 0.875, 0.9, 0.925, 0.95],
        ),
        source="by hand: from 1/5 to 1, then to 1/10; momentum from 0.95 to 0.85 and back",
    ),
    *rates(first="max_lr", total_steps=100),
    Case("in straight lines", {**run, "anneal_strategy": "linear"}),
    Case("three phases", {**run, "three_phase": True}),
    Case(
        "three phases in straight lines",
        {**run, "three_phase": True, "anneal_strategy": "linear", "pct_start": 0.4},
    ),
    Case(
        "three phases, two of them whole",
        {**run, "three_phase": True, "pct_start": 0.9},
    ),
    Case("no rise", {**run, "pct_start": 0.0}),
    Case("no rise, three phases", {**run, "pct_start": 0.0, "three_phase": True}),
    Case("no fall", {**run, "pct_start": 1.0}),
    Case("other momenta", {**run, "base_momentum": 0.5, "max_momentum": 0.8}),
    Case("other corners", {**run, "div_factor": 10.0, "final_div_factor": 100.0}),
    Case(
        "a step beyond the end",
        {**run, "step": np.array(50)},
        error=ValueError,
        message="step: wanted less than 50, got 50",
        torch_accepts="it answers one step beyond its last one",
    ),
    Case(
        "no steps to go",
        {**run, "step": np.zeros(0, np.int64), "total_steps": 0},
        error=ValueError,
        message="total_steps: wanted at least 1, got 0",
    ),
    Case(
        "a rise of more than the run",
        {**run, "pct_start": 1.5},
        error=ValueError,
        message="pct_start: wanted from 0 to 1, got 1.5",
    ),
    Case(
        "a rise of one step",
        {**run, "pct_start": 0.02},
        error=ValueError,
        message="pct_start: wanted a rise of another length than one step, got 0.02",
    ),
    Case(
        "misspelt strategy",
        {**run, "anneal_strategy": "cosine"},
        error=ValueError,
        message="anneal_strategy: wanted 'cos' or 'linear', got 'cosine'",
    ),
]
