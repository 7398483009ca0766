"""Truncated normal initialization redraws every weight that falls outside two bounds."""
