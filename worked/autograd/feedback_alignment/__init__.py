"""Feedback alignment sends the error back through fixed random weights, not the transposed ones."""
