"""What is known of one paragraph while its statements are being found."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from lopsided.reading.statements.speakers import speaker_words

if TYPE_CHECKING:
    from lopsided.reading.parsed import Paragraph, ParsedDocument
    from lopsided.reading.statements.cues import Cue
    from lopsided.reading.statements.quotes import Quote
    from lopsided.reading.statements.speakers import Speaker
    from lopsided.records.kinds import Form

_ISSUED = 2
_REMEMBERED = 300  # speakers looked back at: who spoke before them is not meant by "the official"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement found in a paragraph, before it becomes a record.

    Attributes
    ----------
    start, end : int
        Characters of the paragraph's ``doc.text``.
    content : tuple of int or None
        Characters of what was communicated.
    cue_token : int
        Token of the cue, -1 if there is none.
    """

    start: int
    end: int
    form: Form
    speaker: Speaker
    rule: str
    cue: str | None = None
    content: tuple[int, int] | None = None
    reasons: tuple[str, ...] = ()
    cue_token: int = -1


@dataclass(slots=True)
class Scene:
    """One paragraph while its statements are being found.

    Attributes
    ----------
    used : set of int
        Tokens of cues that already serve a statement.
    last : Speaker or None
        Who spoke last in this paragraph or, at its start, in the one before.
    earlier : list of Speaker
        Who has spoken in the document before, in order.
    before : Speaker or None
        Who was still speaking when the paragraph before ended.
    """

    parsed: ParsedDocument
    paragraph: Paragraph
    quotes: list[Quote]
    verbatim: list[Quote]
    cues: list[Cue]
    last: Speaker | None = None
    last_was_direct: bool = False
    earlier: list[Speaker] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    before: Speaker | None = None

    def known(self, speaker: Speaker) -> Speaker:
        """Return a speaker with what earlier statements of the document tell of the same one.

        "The spokesman" takes up a spokesman for some body who spoke before, "the official" an official; a name met
        again keeps its affiliation.
        """
        lately = list(islice(reversed(self.earlier), _REMEMBERED))
        for other in lately:
            if other.names == speaker.names and other.affiliations and not speaker.affiliations:
                return replace(speaker, affiliations=other.affiliations, role=speaker.role or other.role)
        if speaker.is_bare and not speaker.affiliations and speaker_words().get(speaker.names[0]) == "text":
            issuer = next((o for o in lately[:_ISSUED] if o.affiliations and not o.is_one and not o.is_bare), None)
            # "The statement added": of the body that spoke just before, else of the official who issued it
            issuer = issuer or next((o for o in lately[:1] if o.affiliations and o.kind == "official"), None)
            if issuer is not None:
                return replace(issuer, token=speaker.token)
        if speaker.is_bare:
            fits = [other for same in (True, False) for other in lately if speaker.takes_up(other, same=same)]
            if fits:
                return replace(fits[0], token=speaker.token)
        return speaker

    @property
    def fragments(self) -> list[Quote]:
        """Quotations of a few words within another's sentence."""
        return [q for q in self.quotes if q not in self.verbatim]
