"""An embedding is a table with one learned row per category; the index looks its row up."""
