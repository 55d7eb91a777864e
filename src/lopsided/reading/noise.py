"""Stretches of a document that carry no reporting."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lopsided.records.kinds import Noise


def find_noise(text: str) -> tuple[Noise, ...]:
    """Noise in a text, in order, not overlapping."""
    del text
    return ()
