"""Tanh squashes its input into the range from minus one to one, symmetric around zero."""
