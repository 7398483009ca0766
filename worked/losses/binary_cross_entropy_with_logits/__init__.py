"""Binary cross-entropy with logits takes scores, so that no certainty can overflow it."""
