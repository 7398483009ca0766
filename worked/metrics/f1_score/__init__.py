"""The F1 score is the harmonic mean of precision and recall."""
