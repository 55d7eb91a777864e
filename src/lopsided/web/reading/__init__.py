"""What visitors hand in is read in a process of its own, with limits, and kept only when they say so."""
