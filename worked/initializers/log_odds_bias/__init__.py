"""A log-odds bias makes a fresh classifier predict the share of positives in the data."""
