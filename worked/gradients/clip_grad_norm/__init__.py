"""Clipping by norm shrinks a gradient that is too long and keeps its direction."""
