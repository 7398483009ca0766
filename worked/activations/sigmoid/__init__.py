"""The sigmoid squashes a score into a probability between zero and one."""
