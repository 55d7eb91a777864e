"""Numbers with what they are of, whose, to whom and when."""
