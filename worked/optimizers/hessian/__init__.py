"""The Hessian holds every second derivative: how the slope in one direction turns in another."""
