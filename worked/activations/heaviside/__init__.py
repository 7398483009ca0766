"""The Heaviside step answers yes or no: one above its threshold, zero below."""
