"""A GRU cell moves its state part of the way to a candidate, and a gate says how far."""
