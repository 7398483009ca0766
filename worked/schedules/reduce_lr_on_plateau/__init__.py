"""Reduce on plateau lowers the learning rate when a metric has stopped improving."""
