"""Attention averages values, weighted by how well their keys match a query."""
