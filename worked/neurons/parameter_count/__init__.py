"""A dense layer has one weight for each pair of input and unit, and one bias for each unit."""
