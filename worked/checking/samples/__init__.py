"""Cases that every concept of a kind must meet; its `cases.py` adds what is peculiar to it."""
