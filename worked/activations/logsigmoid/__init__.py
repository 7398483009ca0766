"""Log-sigmoid gives the logarithm of a sigmoid without computing the latter."""
