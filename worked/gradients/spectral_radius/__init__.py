"""The spectral radius of recurrent weights says how fast products over time grow or fade."""
