"""The gain is the factor of the weights' spread that makes up for what an activation takes away."""
