"""spaCy's parser made quicker, and bounds on what it is given."""
