"""A leaky integrate-and-fire neuron adds up its input over time, leaks, and spikes."""
