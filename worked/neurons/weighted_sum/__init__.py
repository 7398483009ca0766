"""A weighted sum multiplies each input by its weight and adds up the products."""
