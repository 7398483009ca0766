"""The stability bound on the learning rate is two over the largest curvature of the loss."""
