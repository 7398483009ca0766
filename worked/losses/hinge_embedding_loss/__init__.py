"""Hinge embedding loss draws similar pairs together and pushes others out to a margin."""
