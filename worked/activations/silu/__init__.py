"""SiLU multiplies its input by the sigmoid of that input; Swish adds a learned steepness."""
