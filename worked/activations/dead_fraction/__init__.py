"""The dead fraction is the share of ReLU units that no example switches on."""
