"""Mixup trains on weighted means of two examples and of their labels."""
