"""The kinds of record: what reading produces and everything else consumes.

Spans are half-open character offsets into the document's text as given. ``text`` is always the exact slice.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, get_args

Span = tuple[int, int]
NoiseKind = Literal[
    "date-line",
    "byline",
    "caption",
    "navigation",
    "share",
    "cookie",
    "promotion",
    "related",
    "doubled",
    "garbled",
    "no-prose",
]
DamageKind = Literal["lost-quotation-marks", "glued-words", "machine-translation", "repaired-encoding"]
Form = Literal["direct", "mixed", "indirect"]
SpeakerKind = Literal["official", "spokesperson", "analyst", "media", "organisation", "anonymous", "other"]
Mode = Literal["happened", "planned", "denied", "alleged"]
Quantity = Literal["share", "rank", "growth", "volume", "count", "money", "date-span"]
CommitmentStatus = Literal["announced", "signed", "offered", "under discussion"]
PloverType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
PLOVER_TYPES: tuple[str, ...] = get_args(PloverType)


@dataclass(frozen=True, slots=True)
class Noise:
    """A stretch of a document that carries no reporting."""

    span: Span
    kind: NoiseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text and what is known about it.

    Attributes
    ----------
    document : str
        Its name in the dossier (the file's name, made unique).
    text : str
        The text as given, decoded; every span points into it.
    digest : str
        SHA-256 of the bytes as given, hexadecimal.
    published : str or None
        ISO date; None when the document does not say and the caller did not.
    published_from : str or None
        Where that date was read: ``"caller"``, ``"header"``, ``"byline"``, ``"dateline"``, ``"markup"``,
        ``"address"``.
    noise : tuple of Noise
        In order, not overlapping.
    damage : tuple of str
        What has happened to the text (see ``DamageKind``); lowers the confidence of its records.
    group : str or None
        Name of the first document this one is a near-duplicate of, if any.
    """

    document: str
    text: str
    digest: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_from: str | None = None
    language: str = "en"
    noise: tuple[Noise, ...] = ()
    damage: tuple[DamageKind, ...] = ()
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has.

    Attributes
    ----------
    document : str
        Name of the document it was read from.
    span : tuple of int
        Start and end in the document's text.
    text : str
        Exactly ``document.text[start:end]``.
    sentence : tuple of int
        Span of the sentence around it.
    confidence : float
        Between 0 and 1: the share of such records that are right, as estimated.
    reasons : tuple of str
        Why it was read so, in words a reader understands, and which parties or speakers its own words do not name.
    rule : str
        Name of the rule or model that made it.
    """

    document: str
    span: Span
    text: str
    sentence: Span
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
    rule: str = ""

    @property
    def id(self) -> str:
        """Stable name of the record: the same text read by the same rules gives the same id."""
        fields = (type(self).__name__, self.document, *self.span, *self._identity())
        return sha256("\x1f".join(str(f) for f in fields).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def _identity(self) -> tuple[object, ...]:
        """Fields that tell two records on one span apart."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Record):
    """Someone communicated something.

    Attributes
    ----------
    speakers : tuple of str
        Full names; more than one for a joint statement; ``("analysts",)`` for an anonymous group.
    role : str or None
        As the document gives it: "president", "spokesman for the Kremlin".
    affiliations : tuple of str
        ISO3 or bloc of each speaker that has one, in the order of ``speakers``.
    speaker_kind : str
        Officials, spokespeople, analysts, media, organisations and anonymous groups are kept apart.
    form : str
        ``direct`` (verbatim), ``mixed`` (some words quoted), ``indirect`` (none).
    cue : str or None
        The word that shows communication ("said", "according to").
    via : str or None
        The medium that relays it ("Tass").
    content : tuple of int or None
        Span of what was communicated, without cue and speaker.
    date : str or None
        When it was said: ISO day, month, year or interval ``A/B``.
    """

    speakers: tuple[str, ...]
    form: Form
    role: str | None = None
    affiliations: tuple[str, ...] = ()
    speaker_kind: SpeakerKind = "other"
    cue: str | None = None
    via: str | None = None
    content: Span | None = None
    date: str | None = None

    def _identity(self) -> tuple[object, ...]:
        return self.speakers


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """An act of one actor toward another.

    Attributes
    ----------
    type : str
        One of the sixteen PLOVER types.
    source, target : str
        ISO3, bloc, organisation, or (for courts and warrants) a person's full name.
    date : str or None
        ISO day, month, year or interval ``A/B``; None when the document does not settle it.
    date_from : str or None
        The words and the anchor the date was resolved from.
    mode : str
        happened, planned, denied, alleged.
    symmetric : bool
        Source and target may be swapped (a meeting, a deal).
    attributed_to : str or None
        Who alleges or announces it.
    trigger : str
        The word that names the act.
    """

    type: PloverType
    source: str
    target: str
    mode: Mode = "happened"
    date: str | None = None
    date_from: str | None = None
    symmetric: bool = False
    attributed_to: str | None = None
    trigger: str = ""

    def _identity(self) -> tuple[object, ...]:
        return (self.type, self.source, self.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """A number or a rank that someone reported.

    Attributes
    ----------
    value : float or None
        In base units (shares and growth as fractions); None for "one of the main".
    value_high : float or None
        Upper end of a range.
    unit : str or None
        ``"fraction"``, ``"rank"``, ``"USD"``, ``"m3"``, ``"t"``, ``"bbl/day"``, ``"day"``, ``"factor"``...
    quantity : str
        share, rank, growth, volume, count, money, date-span.
    subject : str
        What is counted, in the document's words.
    exporter, importer : str or None
        Direction of the flow, or actor and recipient.
    whole : str or None
        What a share is a share of, or a rank a rank among: ``"exports of RUS"``, ``"crude suppliers of CHN"``.
    commodity : str or None
        As in ``terms.products``, or the document's word.
    period : str or None
        ISO day, month, year, interval, or "per year".
    period_words : str or None
        The document's words for an earlier time it gives no date of: "before the war in Ukraine".
    hedge : str or None
        "almost", "about", "more than", "at least", "up to", "record".
    modality : str
        ``reported``, ``planned``, ``forecast``, ``denied``.
    attributed_to : str or None
        Who gave the number.
    """

    value: float | None
    unit: str | None
    quantity: Quantity
    value_high: float | None = None
    subject: str = ""
    exporter: str | None = None
    importer: str | None = None
    whole: str | None = None
    commodity: str | None = None
    period: str | None = None
    hedge: str | None = None
    modality: Literal["reported", "planned", "forecast", "denied"] = "reported"
    attributed_to: str | None = None
    period_words: str | None = None

    def _identity(self) -> tuple[object, ...]:
        return (self.value, self.unit, self.quantity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Record):
    """A promise or agreement.

    Attributes
    ----------
    parties : tuple of str
        Who is bound, as actors.
    what : str
        In the document's words.
    amount : str or None
        The figure it names, in the document's words.
    status : str
        announced, signed, offered, under discussion.
    announced_by : tuple of str
        Actors (ISO3 or bloc) or media that announced it.
    one_sided : bool
        True if only one of several parties is reported to have announced it.
    """

    parties: tuple[str, ...]
    what: str
    amount: str | None = None
    status: CommitmentStatus = "announced"
    announced_by: tuple[str, ...] = ()
    one_sided: bool = False
    date: str | None = None

    def _identity(self) -> tuple[object, ...]:
        return self.parties


AnyRecord = Statement | Event | Figure | Commitment
