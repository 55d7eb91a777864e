"""What is known of one paragraph while its statements are being found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lopsided.reading.attribution import Speaker
    from lopsided.reading.parsed import Paragraph, ParsedDocument
    from lopsided.reading.quotes import Quote
    from lopsided.reading.statements_cues import Cue
    from lopsided.records.kinds import Form


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
    """

    parsed: ParsedDocument
    paragraph: Paragraph
    quotes: list[Quote]
    verbatim: list[Quote]
    cues: list[Cue]
    last: Speaker | None = None
    last_was_direct: bool = False
    used: set[int] = field(default_factory=set)

    @property
    def fragments(self) -> list[Quote]:
        """Quotations of a few words within another's sentence."""
        return [q for q in self.quotes if q not in self.verbatim]
