"""Monte-Carlo dropout keeps dropout on at test time and reads the spread of several answers."""
