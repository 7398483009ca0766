"""A Jacobian-vector product is one forward pass on dual numbers: a value and how fast it moves."""
