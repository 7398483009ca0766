"""The commands `worked check` and `worked practice`: try a concept, hear what is wrong."""
