"""Soft shrinkage moves weights towards zero by a fixed amount and stops there; L1 asks for it."""
