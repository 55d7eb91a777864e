"""Bodies a text names in full once and by their letters afterwards: "an MFA spokesperson"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.terms.actors import actors

if TYPE_CHECKING:
    from lopsided.reading.parsed import ParsedDocument
    from lopsided.reading.statements.speakers import Speaker

_LETTERS = re.compile(r"\b[A-Z]{2,6}\b")
_FEW = 2


def spelled_out(parsed: ParsedDocument, speaker: Speaker) -> Speaker:
    """Return a speaker of a body known by its letters with whom the body was told to be of where it was named in full.

    Parameters
    ----------
    parsed : ParsedDocument
        With its cast.
    speaker : Speaker
        Unchanged where it already is of some actor, or where no letters stand in its name or role.
    """
    given = speaker.affiliations[:1]
    if given and (given[0] in actors() or not _LETTERS.fullmatch(given[0])):
        return speaker
    told = given or _LETTERS.findall(f"{speaker.names[0]} {speaker.role or ''}")
    for letters in told[:_FEW]:
        state = _body(parsed, letters)
        if state is not None:
            return replace(speaker, affiliations=(state,))
    return speaker


def _body(parsed: ParsedDocument, letters: str) -> str | None:
    """Whom the body is of that is named before its letters in brackets: "Fiji's Ministry of Trade (MOT)"."""
    for paragraph in parsed.paragraphs:
        place = paragraph.text.find(f"({letters})")
        if place < 0:
            continue
        bracket = next((t.i for t in paragraph.doc if t.idx >= place), 0)
        near = [m for m in parsed.cast.row(paragraph.index) if m.end <= bracket and m.kind == "organisation"]
        last = max(near, key=lambda m: m.end, default=None)
        if last is not None and bracket - last.end <= 1:
            return last.affiliation or next(iter(last.actors), None)
    return None
