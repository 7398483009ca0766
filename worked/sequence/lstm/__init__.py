"""An LSTM reads a sequence with one gated cell, whose memory carries gradients far back."""
