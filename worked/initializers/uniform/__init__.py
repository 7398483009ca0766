"""Uniform initialization draws every weight from one interval with the same density."""
