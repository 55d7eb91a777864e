"""The words: actors, products, quantities, provenance. Imports errors only."""
