"""Step decay multiplies the learning rate by gamma after every step_size steps."""
