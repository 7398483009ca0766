"""Seeded runs that show a claim: functions that return arrays, seconds at most."""
