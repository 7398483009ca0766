"""A GRU reads a sequence with one cell that has two gates and no second state."""
