"""Gradient boosting adds up small trees, each fitted to what the sum still gets wrong."""
