"""AdamW is Adam whose weight decay shrinks the parameters beside the adaptive step."""
