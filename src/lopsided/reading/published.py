"""When a document was published, if it says so."""

from __future__ import annotations


def find_published(text: str) -> tuple[str | None, str | None]:
    """Return the ISO date a text gives for itself and where it was read; (None, None) if it does not say."""
    del text
    return None, None
