"""Hebbian learning strengthens a weight whose two ends are active together."""
