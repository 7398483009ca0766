"""A gradient check compares a gradient with the differences of the function that it belongs to."""
