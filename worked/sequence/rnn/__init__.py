"""A recurrent network reads a sequence with one cell, and learns back through time."""
