"""The saturated fraction is the share of slopes that are too small to pass a gradient."""
