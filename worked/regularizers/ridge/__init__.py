"""Ridge regression is least squares with an L2 penalty, and has a closed form."""
