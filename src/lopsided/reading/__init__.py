"""Documents to records. The only folder that knows spaCy."""
