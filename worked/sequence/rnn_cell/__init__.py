"""A recurrent cell makes its next state from an input and from the state before."""
