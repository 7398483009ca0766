"""Log-sum-exp is a smooth maximum, and computing it stably is what keeps softmax losses finite."""
