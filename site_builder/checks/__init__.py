"""What is asked of a built site, whatever built it."""
