"""An LSTM cell keeps a memory that gates forget, write and read."""
