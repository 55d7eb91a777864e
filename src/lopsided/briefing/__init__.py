"""One self-contained HTML page on a dyad."""
