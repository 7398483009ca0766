"""A tape records every operation, and replayed backward it gives the gradient in all inputs."""
