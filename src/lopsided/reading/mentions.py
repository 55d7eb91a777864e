"""Who is mentioned where in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.mentions_actors import mention_of, named_actors
from lopsided.reading.parsed import Cast
from lopsided.reading.scene import lay_out

if TYPE_CHECKING:
    from lopsided.reading.parsed import ParsedDocument


def cast_of(parsed: ParsedDocument) -> Cast:
    """Return everyone mentioned in a document, in order of place."""
    scenes = [lay_out(paragraph) for paragraph in parsed.paragraphs]
    rows = named_actors(scenes)
    return Cast(tuple(mention_of(scene, n) for scene, row in zip(scenes, rows, strict=True) for n in row))
