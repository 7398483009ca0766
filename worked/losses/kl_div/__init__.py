"""KL divergence is what it costs to believe one distribution when another one is true."""
