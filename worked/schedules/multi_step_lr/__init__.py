"""Multi-step decay multiplies the learning rate by gamma at each of the listed milestones."""
