"""Activation checkpointing forgets activations and computes them again in the backward pass."""
