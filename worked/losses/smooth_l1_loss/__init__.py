"""Smooth L1 is an absolute error whose kink at zero is rounded off by a parabola."""
