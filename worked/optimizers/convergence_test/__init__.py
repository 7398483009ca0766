"""A convergence test says at which step a run has stopped making progress."""
