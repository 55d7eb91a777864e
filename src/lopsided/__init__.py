"""How lopsided is the relationship between two countries: as reported, as measured, as simulated, and checked."""
