"""Convolution: small filters that slide over an image and share their weights."""
