"""A weight average follows the parameters of training, with equal or exponential weights."""
