"""The Jacobian of a plain network is the product of its layers' Jacobians, slopes times weights."""
