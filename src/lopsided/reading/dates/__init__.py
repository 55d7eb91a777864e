"""Times in words, resolved against the right anchor."""
