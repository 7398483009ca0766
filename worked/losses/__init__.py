"""Loss functions: one number that says how wrong the network is, and its gradient."""
