"""What the parser saw: paragraphs with their way back to the text as given, and who is mentioned where."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from spacy.attrs import SENT_START

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

    from lopsided.reading.parsing.turns import Turn
    from lopsided.records.kinds import Document, Span

MentionKind = Literal["state", "bloc", "organisation", "person", "group"]
MentionForm = Literal["name", "adjective", "role", "group", "pronoun"]


_TEXT = "lopsided_text"
_SENTENCES = "lopsided_sentences"


def keep_text(doc: Doc, text: str) -> str:
    """Keep the text that was parsed with its parse, so that it need not be put together again; return it."""
    doc.user_data[_TEXT] = text
    return text


def sentence_bounds(doc: Doc) -> list[tuple[int, int]]:
    """Return the tokens at which each sentence of a parse begins and ends."""
    marks = doc.to_array(SENT_START).tolist()
    starts = [i for i, mark in enumerate(marks) if mark == 1 or not i]
    return list(zip(starts, [*starts[1:], len(marks)], strict=True))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as the parser saw it.

    The parser sees repaired text (encoding, odd quotation marks, noise left out), so each character keeps its
    place in the text as given.

    Attributes
    ----------
    index : int
        Position among the document's paragraphs, from 0.
    doc : spacy.tokens.Doc
        The parsed paragraph.
    offsets : tuple of int
        Place in the text as given of each character of ``doc.text``, and one more for its end.
    ends : tuple of int
        Place just after each character of ``doc.text``; empty if each stands for one character as given
        (a repaired character or a doubled quotation mark stands for several).
    """

    index: int
    doc: Doc
    offsets: tuple[int, ...]
    ends: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """``doc.text``, which spaCy builds anew at each call, built once (or kept, see `keep_text`)."""
        known: str | None = self.doc.user_data.get(_TEXT)
        return keep_text(self.doc, str(self.doc.text)) if known is None else known

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """Tokens at which each sentence begins and ends, as in ``doc.sents``, found once."""
        known: list[tuple[int, int]] | None = self.doc.user_data.get(_SENTENCES)
        if known is None:
            known = self.doc.user_data[_SENTENCES] = sentence_bounds(self.doc)
        return known

    def span(self, start: int, end: int) -> Span:
        """Characters ``start:end`` of ``doc.text`` as offsets into the text as given."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.ends[end - 1] if self.ends else self.offsets[end - 1] + 1

    def span_of(self, tokens: Tokens | Token) -> Span:
        """Offsets of a token or a span of tokens into the text as given."""
        start = tokens.start_char if hasattr(tokens, "start_char") else tokens.idx
        return self.span(start, start + len(tokens.text))

    def sentence_of(self, tokens: Tokens | Token) -> Span:
        """Offsets of the sentence a token or span begins in."""
        first = tokens.start if hasattr(tokens, "start") else tokens.i
        start, end = self.sentences[bisect_right(self.sentences, (first, len(self.doc))) - 1]
        last = self.doc[end - 1]
        return self.span(self.doc[start].idx, last.idx + len(last))


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an actor is mentioned, and what it stands for.

    Attributes
    ----------
    span : tuple of int
        Offsets into the text as given.
    paragraph, start, end, head : int
        Paragraph, and within its ``doc`` the token range (``end`` exclusive) and the syntactic head.
    kind : str
        state, bloc, organisation, person, group ("analysts", "officials").
    actors : tuple of str
        What it stands for: ISO3, bloc or organisation; for a person the affiliation; several for "the two leaders".
    names : tuple of str
        Canonical full names of the persons or organisations meant, parallel to ``actors`` where both are known.
    role : str or None
        "president", "spokesman", as the document gives it anywhere.
    why : str
        "capital of China", "surname of Xi Jinping, named in full in paragraph 1", "pronoun for ...".
    confidence : float
        Between 0 and 1.
    form : str
        How it is mentioned: by name, by adjective ("Chinese" in "the Chinese plan"), by role ("the president",
        "the two countries"), as an anonymous group, or by pronoun.
    affiliation : str or None
        Whom a person or group speaks for: ISO3 or bloc of an official, else the institution's name.
    basis : str
        What it was taken for who it is by, as in ``data/confidence.toml``; empty where the words tell it themselves.
    """

    span: Span
    paragraph: int
    start: int
    end: int
    head: int
    text: str
    kind: MentionKind
    actors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    role: str | None = None
    why: str = ""
    confidence: float = 1.0
    form: MentionForm = "name"
    affiliation: str | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone mentioned in one document, in order of place.

    Attributes
    ----------
    home : str or None
        The state whose bodies the text need not name: "the finance ministry" of a report from Accra is Ghana's.
    """

    mentions: tuple[Mention, ...]
    home: str | None = None
    _rows: dict[int, tuple[Mention, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Extractors ask for mentions token by token; without rows by paragraph each question would read the whole cast.
        rows: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            rows.setdefault(mention.paragraph, []).append(mention)
        object.__setattr__(self, "_rows", {index: tuple(row) for index, row in rows.items()})

    def at(self, paragraph: int, token: int) -> Mention | None:
        """Return the mention that covers a token, the longest if several do."""
        found = [m for m in self.within(paragraph, token, token + 1) if m.start <= token < m.end]
        return max(found, key=lambda m: m.end - m.start, default=None)

    def within(self, paragraph: int, start: int, end: int) -> tuple[Mention, ...]:
        """Mentions in a paragraph that touch the token range ``start:end``."""
        return tuple(m for m in self._rows.get(paragraph, ()) if m.start < end and start < m.end)

    def row(self, paragraph: int) -> tuple[Mention, ...]:
        """Mentions in a paragraph."""
        return self._rows.get(paragraph, ())


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document with its parsed paragraphs and its cast: what every extractor is given.

    Attributes
    ----------
    turns : tuple of Turn
        Of an interview or a transcript: whose words each paragraph is; else empty.
    """

    document: Document
    paragraphs: tuple[Paragraph, ...]
    cast: Cast = Cast(())
    turns: tuple[Turn, ...] = ()

    def text(self, span: Span) -> str:
        """Return the exact slice of the text as given."""
        return self.document.text[span[0] : span[1]]

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """Return the paragraph that holds an offset into the text as given."""
        starts = [p.offsets[0] for p in self.paragraphs]
        i = bisect_right(starts, offset) - 1
        return self.paragraphs[i] if i >= 0 and offset <= self.paragraphs[i].offsets[-1] else None
