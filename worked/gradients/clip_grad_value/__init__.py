"""Clipping by value bounds each component of a gradient, and so turns its direction."""
