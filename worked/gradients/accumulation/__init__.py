"""Over micro-batches of unequal length the sums of gradients add up to the whole, not the means."""
