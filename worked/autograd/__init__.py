"""Differentiation: the chain rule as a program, by hand, by tape, forward and in reverse."""
