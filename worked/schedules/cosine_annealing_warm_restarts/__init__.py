"""Warm restarts repeat a cosine decay, each time from the full learning rate."""
