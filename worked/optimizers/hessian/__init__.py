"""The Hessian holds all second derivatives: how each partial derivative changes along each axis."""
