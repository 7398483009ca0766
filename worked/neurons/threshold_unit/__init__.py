"""A threshold unit answers one where its weighted sum reaches the threshold, and zero below."""
