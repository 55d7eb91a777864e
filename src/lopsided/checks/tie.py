"""What is said of a tie in words ("lopsided", "no limits", "many alternatives"), by who says so, with measures beside.

There is no verdict: a word has no tolerance. What can be shown is who uses it, and what the measures that speak to it
say in both directions.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from lopsided.checks.naming import named_in
from lopsided.measures.dependence import dependence
from lopsided.measures.product_dependence import product_dependence
from lopsided.measures.raw_materials import raw_materials
from lopsided.records.kinds import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lopsided.measures.result import Lopsidedness, Measure
    from lopsided.records.kinds import AnyRecord, Document, Span

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*[.!?\"\u201d\u2019)]*")
_OWNER_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TieClaim:
    """Something said of a tie in words.

    Attributes
    ----------
    theme : str
        Key in ``data/tie_words.toml``: lopsided, dependent, dominant, alternatives, even.
    says : str
        What the theme amounts to.
    words : tuple of str
        The telling words, as they stand.
    document : str
    span : tuple of int
        The sentence or statement, in the document's text as given.
    quote : str
        Its text.
    statement : str or None
        Id of the statement it is in; None when the document says so itself.
    speakers : tuple of str
        Empty when the document says so itself.
    speaker_kind : str
        As in ``Statement``; ``media`` when the document says so itself.
    affiliations : tuple of str
        Of the speakers.
    about : tuple of str
        Countries of the dyad it names; both, one, or none (then the document's subject is meant).
    """

    theme: str
    says: str
    words: tuple[str, ...]
    document: str
    span: Span
    quote: str
    statement: str | None = None
    speakers: tuple[str, ...] = ()
    speaker_kind: str = "media"
    affiliations: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


@cache
def themes() -> Mapping[str, Any]:
    """Return the themes of ``data/tie_words.toml``."""
    return tomllib.loads((files("lopsided.checks") / "data" / "tie_words.toml").read_text("utf-8"))


@cache
def _pattern(theme: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(themes()[theme]['patterns'])})(?!\w)", re.IGNORECASE)


def tie_claims(a: str, b: str, documents: Iterable[Document], records: Iterable[AnyRecord]) -> tuple[TieClaim, ...]:
    """Gather what is said of the tie between two countries.

    Parameters
    ----------
    a, b : str
        ISO3.
    documents : iterable of Document
        Those about the two: a sentence counts if it names either, or if it names no third country and the sentence
        before did name one of the two.
    records : iterable of record
        Statements tell who says so.

    Returns
    -------
    tuple of TieClaim
        In order of document and place; a sentence with two themes gives two.
    """
    said: dict[str, list[Statement]] = {}
    for record in records:
        if isinstance(record, Statement):
            said.setdefault(record.document, []).append(record)
    found: list[TieClaim] = []
    for document in documents:
        found += _in_document((a, b), document, said.get(document.document, []))
    return tuple(found)


def _in_document(pair: tuple[str, str], document: Document, said: Sequence[Statement]) -> list[TieClaim]:
    found: list[TieClaim] = []
    noise = [n.span for n in document.noise]
    near = False
    for match in _SENTENCE.finditer(document.text):
        span = _trimmed(match)
        if span[0] >= span[1] or any(n[0] < span[1] and span[0] < n[1] for n in noise):
            continue
        quote = document.text[span[0] : span[1]]
        named = _named(quote, document.published)
        about = tuple(c for c in pair if c in named)
        if about or (near and not named):
            found += _claims(document, span, pair, said)
        near = bool(about) or (near and not named)
    return found


def _claims(document: Document, span: Span, pair: tuple[str, str], said: Sequence[Statement]) -> list[TieClaim]:
    found = []
    quote = document.text[span[0] : span[1]]
    named = _named(quote, document.published)
    about = tuple(c for c in pair if c in named)
    for theme, entry in themes().items():
        hits = [
            (m.start() + span[0], m.group())
            for m in _pattern(theme).finditer(quote)
            if not _of_another(quote[: m.start()], pair, document.published) and not _denied(quote[: m.start()])
        ]
        if not hits:
            continue
        speaker = _speaker(hits[0][0], said)
        found.append(
            TieClaim(
                theme=theme,
                says=entry["says"],
                words=tuple(dict.fromkeys(text.lower() for _, text in hits)),
                document=document.document,
                span=span,
                quote=" ".join(quote.split()),
                statement=speaker.id if speaker else None,
                speakers=speaker.speakers if speaker else (),
                speaker_kind=speaker.speaker_kind if speaker else "media",
                affiliations=speaker.affiliations if speaker else (),
                about=about,
            )
        )
    return found


def _speaker(place: int, said: Sequence[Statement]) -> Statement | None:
    """Return the narrowest statement around a place."""
    around = [s for s in said if s.span[0] <= place < s.span[1]]
    return min(around, key=lambda s: s.span[1] - s.span[0], default=None)


def _of_another(before: str, pair: tuple[str, str], on: str | None) -> bool:
    """Whether the words just before a telling word give it to a third country ("Washington's hegemony")."""
    named = _named(" ".join(before.split()[-_OWNER_WORDS:]), on)
    return bool(named) and not named & set(pair)


def _denied(before: str) -> bool:
    """Whether whoever speaks denies what follows ("denied that it was using trade as leverage"): not what is said."""
    return _denial().search(before) is not None


@cache
def _denial() -> re.Pattern[str]:
    told = tomllib.loads((files("lopsided.checks") / "data" / "tie_denials.toml").read_text("utf-8"))
    verbs, claims, undone = ("|".join(told[name]) for name in ("deny", "claims", "undone"))
    reject = f"(?:{'|'.join(told['reject'])})" + rf"\s+(?:[\w’'-]+\s+){{0,3}}(?:{claims})"
    return re.compile(
        rf"(?<!\w)(?<!not )(?<!n't )(?<!n’t )(?<!{undone} )(?:{verbs}|{reject})(?!\w)[^,;:]*$", re.IGNORECASE
    )


def _trimmed(match: re.Match[str]) -> Span:
    text = match.group()
    return match.start() + len(text) - len(text.lstrip()), match.end() - (len(text) - len(text.rstrip()))


def _named(text: str, on: str | None) -> frozenset[str]:
    return frozenset(actor for _, _, actor in named_in(text, on))


def measures_beside(a: str, b: str, claims: Iterable[TieClaim]) -> dict[str, tuple[Lopsidedness, ...]]:
    """Return, by theme, the measures that speak to what was said, in both directions."""
    wanted = {theme: themes()[theme]["measures"] for theme in dict.fromkeys(c.theme for c in claims)}
    every = {m.a_on_b.definition: m for m in dependence(a, b)} if wanted else {}
    return {theme: tuple(every[key] for key in keys if key in every) for theme, keys in wanted.items()}


def covers(a: str, b: str) -> tuple[tuple[str, Measure], ...]:
    """Return how often others could cover what each buys from the other: for the raw material most bought, each way.

    Returns
    -------
    tuple of (str, Measure)
        Product key and ``cover_by_others``, of A on B and of B on A; a direction without such trade is left out.
    """
    found = []
    for buyer, seller in ((a, b), (b, a)):
        bought = [m for m in raw_materials(a, b, top=1) if (m.exporter, m.importer) == (seller, buyer)]
        for material in bought[:1]:
            key = material.product.key
            found += [
                (key, m)
                for m in product_dependence(a, b, key)
                if m.definition == "cover_by_others" and (m.of, m.on) == (buyer, seller)
            ]
    return tuple(found)
