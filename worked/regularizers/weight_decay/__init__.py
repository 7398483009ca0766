"""Weight decay shrinks the weights in each step; for gradient descent it is an L2 penalty."""
