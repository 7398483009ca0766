"""Xavier normal gives weights the variance two over fan-in plus fan-out."""
