"""Triplet loss asks an anchor to be closer to its match than to a stranger, by a margin."""
