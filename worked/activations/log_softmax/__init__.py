"""Log-softmax gives the logarithms of the softmax probabilities without computing the latter."""
