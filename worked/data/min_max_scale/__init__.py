"""Min-max scaling maps the range of each feature of the training data onto another range."""
