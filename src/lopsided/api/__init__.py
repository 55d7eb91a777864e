"""The compositions that the command line, the pages and users of the library need: a dyad, a dossier, a brief."""
