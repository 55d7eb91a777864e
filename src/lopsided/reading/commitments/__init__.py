"""What parties promise, sign, offer or talk about."""
