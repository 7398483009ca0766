"""Schedules: the learning rate as a function of the steps done."""
