"""Where and whether the Python blocks of pages run: cached, in parallel, each session by itself."""
