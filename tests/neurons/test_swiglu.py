"""What is peculiar to the gated feed-forward block."""

import numpy as np

from worked.neurons.swiglu.with_numpy import swiglu

rng = np.random.default_rng(0)
x = rng.normal(size=(8, 6))
gate, up = rng.normal(size=(2, 16, 6))
down = rng.normal(size=(6, 16))


def test_far_out_it_grows_like_a_square():
    near, far = (swiglu(scale * x, gate, up, down) for scale in (1e5, 2e5))
    assert np.allclose(far, 4 * near, rtol=1e-6)


def test_it_is_linear_in_what_the_gate_lets_through():
    whole = swiglu(x, gate, up, down)
    assert np.allclose(swiglu(x, gate, 3 * up, down), 3 * whole)
    assert not np.allclose(swiglu(x, 3 * gate, up, down), 3 * whole)


def test_an_open_and_a_closed_gate_add_to_the_bilinear_product():
    # SiLU(z) - SiLU(-z) = z, so the gates of W and -W leave the product without an activation.
    both = swiglu(x, gate, up, down) - swiglu(x, -gate, up, down)
    assert np.allclose(both, ((x @ gate.T) * (x @ up.T)) @ down.T)
