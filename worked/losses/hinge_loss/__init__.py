"""Hinge loss charges a score for what is missing to the margin, and nothing beyond it."""
