"""Padding makes sequences equally long, and a mask says which places are real."""
