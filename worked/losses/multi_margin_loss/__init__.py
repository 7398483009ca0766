"""Multi-margin loss asks the true class to beat every other score by a margin."""
