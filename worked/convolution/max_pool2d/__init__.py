"""Max pooling keeps the largest number of each window, and its gradient goes there alone."""
