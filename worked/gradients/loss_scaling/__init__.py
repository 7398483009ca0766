"""Loss scaling lifts small gradients into the range of float16 and divides them afterwards."""
