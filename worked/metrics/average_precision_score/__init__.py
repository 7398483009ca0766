"""Average precision sums the precision over the steps of recall as the threshold falls."""
