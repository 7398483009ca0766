"""One cycle raises the learning rate once and lowers it again, and momentum the other way."""
