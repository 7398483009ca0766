"""A range test raises the learning rate at every step and records the loss."""
