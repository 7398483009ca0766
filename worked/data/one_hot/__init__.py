"""One-hot encoding writes a category as zeros with a single one in its place."""
