"""Data parallelism averages the gradients of shards, which is the gradient of the whole batch."""
