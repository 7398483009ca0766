"""Softmax regression fits one score per class, linear in the features, by gradient descent."""
