"""Baselines: the linear and other simple models that a network must beat."""
