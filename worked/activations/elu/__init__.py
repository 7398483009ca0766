"""ELU is the identity for positive inputs and bends smoothly to a negative floor."""
