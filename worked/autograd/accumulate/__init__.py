"""Gradient accumulation adds the gradients of small batches and gets that of the large one."""
