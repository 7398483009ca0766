"""An affine layer gives each of its units a weighted sum of all inputs, plus a bias."""
