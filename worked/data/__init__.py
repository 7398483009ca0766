"""Data: scaling, and the mini-batches of an epoch."""
