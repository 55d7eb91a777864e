"""What the header leads to, in order: the name of a page in the strings, and its address."""

from __future__ import annotations

ENTRIES: tuple[tuple[str, str], ...] = (
    ("home", "/"),
    ("what_if", "/what-if"),
    ("countries", "/countries"),
    ("products", "/products"),
    ("compare", "/compare"),
    ("dossiers", "/dossiers"),
    ("checks", "/checks"),
    ("data", "/data"),
    ("method", "/method"),
)
