"""Running statistics are the means and variances that batch normalization evaluates with."""
