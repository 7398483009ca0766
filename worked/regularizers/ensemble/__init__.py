"""An ensemble averages the probabilities of several networks."""
