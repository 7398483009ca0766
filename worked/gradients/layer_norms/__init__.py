"""Norms of the gradient by layer show where it vanishes or explodes."""
