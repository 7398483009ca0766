"""Gradients: their size by depth, clipping, accumulation, and noise."""
