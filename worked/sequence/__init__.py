"""Sequence models: cells that read one element after another."""
