"""The variance of signals and gradients by layer: measured, and predicted from the weights."""
