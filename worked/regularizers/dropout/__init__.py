"""Dropout switches off random units in training and scales up those that are left."""
