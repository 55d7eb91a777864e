"""Articles with their records marked in place, and the anchors that items link to."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lopsided.briefing.contents import Article, Piece, Reference, Sentence
from lopsided.briefing.words import say, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lopsided.briefing.contents import Quote
    from lopsided.records.kinds import AnyRecord, Document, Span


class Mark(NamedTuple):
    """Where a record or noise lies in a document: its kind, and its id or which noise."""

    span: Span
    kind: str
    what: str


def reference(record: AnyRecord, documents: Mapping[str, Document]) -> Reference:
    """Link to the sentence a record was read from."""
    return _reference(documents[record.document], record.sentence, documents)


def quote(record: AnyRecord, documents: Mapping[str, Document]) -> Quote:
    """Return a record's sentence, its own words apart."""
    text = documents[record.document].text
    (start, end), (begins, ends) = record.span, record.sentence
    parts = text[min(begins, start) : start], record.text, text[end : max(ends, end)]
    before, own, after = (" ".join(p.split()) for p in parts)
    # The spaces between the parts are kept, those within them are folded.
    return before + (" " if parts[0][-1:].isspace() else ""), own, (" " if parts[2][:1].isspace() else "") + after


def place_reference(
    name: str, span: Span, records: Iterable[AnyRecord], documents: Mapping[str, Document]
) -> Reference:
    """Link to the sentence of a record that holds the middle of a stretch of a document, else to the document."""
    middle = (span[0] + span[1]) // 2
    sentences = (r.sentence for r in records if r.document == name)
    held = next((s for s in sentences if s[0] <= middle < s[1]), None)
    return _reference(documents[name], held, documents)


def _reference(document: Document, sentence: Span | None, documents: Mapping[str, Document]) -> Reference:
    position = _position(document, documents)
    return Reference(
        href=f"#{_anchor(position, sentence)}" if sentence else f"#d{position}",
        document=document.title or document.document,
        published=document.published,
    )


def article(document: Document, records: Iterable[AnyRecord], documents: Mapping[str, Document]) -> Article:
    """Mark a document's records in its text.

    Parameters
    ----------
    document : Document
    records : iterable of record
        Those read from it.
    documents : mapping
        All documents of the brief by name; their order numbers the anchors.
    """
    own = sorted(records, key=lambda r: r.span)
    position = _position(document, documents)
    marks = [Mark(r.span, type(r).__name__.lower(), r.id) for r in own]
    marks += [Mark(n.span, "noise", n.kind) for n in document.noise]
    sentences = sorted({r.sentence for r in own})
    return Article(
        anchor=f"d{position}",
        name=document.document,
        title=document.title or document.document,
        published=document.published or "",
        published_from=_published_from(document),
        publisher=document.publisher or "",
        damage=tuple(say(f"articles.damage.{d}") for d in document.damage),
        paragraphs=tuple(
            _paragraph(document.text, span, sentences, marks, position) for span in _paragraphs(document.text)
        ),
    )


def _published_from(document: Document) -> str:
    """Say where the date comes from; nothing where no words are kept for it."""
    return str(getattr(words().articles.published_from, document.published_from or "", ""))


def _position(document: Document, documents: Mapping[str, Document]) -> int:
    return list(documents).index(document.document) + 1


def _anchor(position: int, sentence: Span) -> str:
    return f"d{position}-{sentence[0]}"


def _paragraphs(text: str) -> list[Span]:
    """Spans of the lines that are not blank."""
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            spans.append((start, start + len(line.rstrip())))
        start += len(line)
    return spans


def _paragraph(
    text: str, span: Span, sentences: Sequence[Span], marks: Sequence[Mark], position: int
) -> tuple[Sentence, ...]:
    """Cut a paragraph into its sentences, and these into pieces with the same marks."""
    inside = [s for s in sentences if s[0] < span[1] and s[1] > span[0]]
    found, at = [], span[0]
    for start, end in inside:
        if start > at:
            found.append(Sentence("", _pieces(text, (at, start), marks)))
        # A sentence that runs over a line break keeps its anchor where it begins.
        name = _anchor(position, (start, end)) if start >= span[0] else ""
        # One that lies within another has its anchor there and no words of its own: they are shown already.
        begin = max(start, at)
        found.append(Sentence(name, _pieces(text, (begin, max(begin, min(end, span[1]))), marks)))
        at = max(at, min(end, span[1]))
    if at < span[1]:
        found.append(Sentence("", _pieces(text, (at, span[1]), marks)))
    return tuple(found)


def _pieces(text: str, span: Span, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    touching = [m for m in marks if m.span[0] < span[1] and m.span[1] > span[0]]
    cuts = sorted({span[0], span[1], *(edge for m in touching for edge in m.span if span[0] < edge < span[1])})
    pieces = []
    for start, end in pairwise(cuts):
        over = [m for m in touching if m.span[0] <= start and m.span[1] >= end]
        shortest = sorted(over, key=lambda m: m.span[1] - m.span[0])
        kinds = tuple(dict.fromkeys(m.kind for m in over))
        pieces.append(Piece(text[start:end], kinds, tuple(m.what for m in shortest)))
    return tuple(pieces)
