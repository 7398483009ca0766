"""A neuron (unit) applies its activation function to its weighted sum plus bias."""
