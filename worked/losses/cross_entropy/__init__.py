"""Cross-entropy is the negative log-probability that the network gives to the true class."""
