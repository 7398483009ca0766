"""K-fold cross-validation holds out each part of the data once and trains on the others."""
