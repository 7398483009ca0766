"""A mini-batch's gradient errs by the spread of single gradients over the root of its size."""
