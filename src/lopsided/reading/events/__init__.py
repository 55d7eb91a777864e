"""Acts of one actor toward another: type, source, target, mode, date."""
