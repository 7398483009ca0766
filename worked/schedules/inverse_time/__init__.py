"""Inverse-time decay divides the learning rate by one plus the steps over a time constant."""
