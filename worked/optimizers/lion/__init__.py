"""Lion moves every parameter by the learning rate, along the sign of a running mean."""
