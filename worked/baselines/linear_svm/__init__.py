"""A linear support vector machine trades a wide margin against examples that violate it."""
