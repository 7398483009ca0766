"""A vector-Jacobian product is one backward pass: a row of the Jacobian without the Jacobian."""
