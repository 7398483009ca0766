"""Xavier uniform draws from an interval whose width follows from fan-in plus fan-out."""
