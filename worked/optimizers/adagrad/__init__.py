"""AdaGrad divides each gradient by the root of the sum of all its squares so far."""
