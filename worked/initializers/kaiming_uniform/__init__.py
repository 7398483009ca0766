"""Kaiming (He) uniform draws from an interval that follows from one fan and the activation."""
