"""Warm-up, a long plateau and a decay at the end, all in straight lines."""
