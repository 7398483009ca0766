"""Orthogonal initialization draws weights that keep the length of every vector, up to the gain."""
