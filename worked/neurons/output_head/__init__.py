"""An output head turns a network's last scores into the prediction that a task wants."""
