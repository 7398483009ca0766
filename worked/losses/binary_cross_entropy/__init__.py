"""Binary cross-entropy is the negative log-likelihood of a yes-or-no answer."""
