"""Mini-batches cut an epoch's order into runs of equal length; the last may be shorter."""
