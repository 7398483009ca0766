"""Early stopping ends training when the validation loss has not improved for some epochs."""
