"""One article's bytes: encoding, language, date of publication, damage, layout, and whether it is a copy of another."""
