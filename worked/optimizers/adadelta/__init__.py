"""AdaDelta steps in the ratio of two running roots: of its own steps and of the gradients."""
