"""The k-nearest-neighbors classifier answers with the majority of the closest training examples."""
