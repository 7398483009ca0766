"""Metrics and validation: what says how good a trained model is."""
