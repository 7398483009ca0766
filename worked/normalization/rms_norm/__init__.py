"""RMS normalization divides each example by the root of the mean square of its features."""
