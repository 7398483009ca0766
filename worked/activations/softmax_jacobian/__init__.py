"""The Jacobian of softmax shows that every score moves every probability."""
