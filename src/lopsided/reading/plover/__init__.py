"""The type of an act by PLOVER, from the words that tell of it."""
