"""Normal initialization draws every weight from a bell curve of a given mean and spread."""
