"""Logistic regression fits log-odds that are linear in the features, by gradient descent."""
