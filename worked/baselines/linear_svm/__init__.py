"""A linear support vector machine separates two classes by the widest margin it can afford."""
