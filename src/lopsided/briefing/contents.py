"""What a brief holds, as plain data: everything shown is decided before any HTML is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lopsided.briefing.wording import own, the

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lopsided.briefing.vega import Drawing
    from lopsided.briefing.world import Key
    from lopsided.terms.provenance import Source

Group = Literal["a", "b", "joint", "third", "analyst", "media", "unnamed"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two countries: its code and the name shown."""

    id: str
    name: str

    @property
    def text(self) -> str:
        """Its name within a sentence: "the United States"."""
        return the(self.name)

    @property
    def own(self) -> str:
        """Whose something is, within a sentence: "Russia's"."""
        return own(self.name)


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the three lines at the top.

    Attributes
    ----------
    kind : str
        Reported, Measured or Simulated.
    text : str
        One or two sentences with their numbers.
    href : str
        Where in the page its working is.
    """

    kind: Literal["Reported", "Measured", "Simulated"]
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every cell is text already formatted; numeric columns are set flush right."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with the words that replace it and the table behind it.

    Attributes
    ----------
    key : str
        Anchor in the page.
    title : str
        What it shows, as a sentence where there is a finding.
    description : str
        Read aloud in place of the drawing.
    drawing : Drawing or None
        None where there is too little to draw; the table still stands.
    table : Table
    sources : tuple of Source
    notes : tuple of str
        Definition and caveats.
    unit : str
        Of the values drawn, in words; empty where the table's columns say it.
    period : str
        Which years the data are of, in words.
    legend : tuple of Key
        What the shades of a map stand for.
    rows : tuple of mapping
        The table's numbers as numbers, one row each with its unit; empty where the drawing's own say as much.
    """

    key: str
    title: str
    description: str
    drawing: Drawing | None
    table: Table
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    unit: str = ""
    period: str = ""
    legend: tuple[Key, ...] = ()
    rows: tuple[Mapping[str, object], ...] = ()


#: A sentence in three parts: before a record's own words, these, and after.
Quote = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Reference:
    """A way to the sentence an item was read from."""

    href: str
    document: str
    published: str | None


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One story on the timeline.

    Attributes
    ----------
    date : str
        As shown: "21 March 2023", "March 2023", "date not given".
    type : str
        What kind of act, in words.
    mode : str
        happened, planned, denied, alleged.
    quote : Quote
        The sentence of one report, its own words apart.
    actors : str
        Between whom, in words.
    sources : int
        Independent sources.
    one_side : str or None
        Name of the side that alone reports it.
    contradictions : tuple of str
        Where reports differ, one line each.
    references : tuple of Reference
    anchor : str
        Where it stands in the page.
    differs_at : tuple of str
        Anchors of the stories where differences that concern this one too are set out: each is told once.
    leading : bool
        Whether it is shown at once; the others are folded away where there are many.
    id, day : str
        Of the story; its ISO date, empty where none is told.
    records : tuple of str
        Ids of the records it holds.
    """

    date: str
    type: str
    mode: str
    quote: Quote
    actors: str
    sources: int
    one_side: str | None
    contradictions: tuple[str, ...]
    references: tuple[Reference, ...]
    anchor: str = ""
    differs_at: tuple[str, ...] = ()
    leading: bool = True
    id: str = ""
    day: str = ""
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: who, as what, in which form, the words, and where; its record's id and ISO date.

    ``quoted_at`` is the anchor of the item that quotes the sentence already, empty where none does.
    """

    speaker: str
    role: str
    form: str
    via: str | None
    quote: Quote
    reference: Reference
    id: str = ""
    day: str = ""
    quoted_at: str = ""


@dataclass(frozen=True, slots=True)
class Voices:
    """The statements of one kind of speaker; ``left_out`` counts those not shown."""

    group: Group
    title: str
    said: tuple[Said, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Promise:
    """One commitment, and who announced it; its record's id and ISO date."""

    parties: str
    what: str
    amount: str
    status: str
    announced_by: str
    one_sided: bool
    reference: Reference
    id: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """What the documents say about the tie; ``on_the_tie`` counts those that report something between the two.

    Promises of one of the two to others are apart, as happenings are. ``since`` and ``until`` are the ISO dates of the
    first and the last document.
    """

    documents: int
    on_the_tie: int
    sources: int
    period: str
    timeline: tuple[TimelineItem, ...]
    around: tuple[TimelineItem, ...]
    timeline_left_out: int
    voices: tuple[Voices, ...]
    promises: tuple[Promise, ...]
    promises_around: tuple[Promise, ...]
    aside: tuple[tuple[str, str], ...]
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one source says for one period, beside a reported figure."""

    label: str
    value: str
    period: str
    source: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A reported figure beside what the data say, with the working.

    ``simulated`` is what a model says of a loss told to come, ``person`` what a person says of the check: both are
    shown beside the verdict and have no part in it; ``id`` is the figure's.
    ``quoted_at`` is the anchor of the item that quotes the sentence whole; the check then shows an ``excerpt`` of it.
    """

    verdict: str
    quote: Quote
    speaker: str
    reading: str
    why: str
    measure: str
    formula: str
    findings: tuple[Finding, ...]
    difference: str
    missing: str
    caveats: tuple[str, ...]
    reference: Reference
    simulated: tuple[str, ...] = ()
    person: str = ""
    id: str = ""
    quoted_at: str = ""
    excerpt: Quote | None = None


@dataclass(frozen=True, slots=True)
class TieClaim:
    """Words on the tie itself, and who used them.

    ``document`` and ``span`` say where they stand; ``id`` is of the statement they are in, empty outside of one.
    ``quoted_at`` is the anchor of an earlier item with the same words.
    """

    word: str
    speaker: str
    words: str
    reference: Reference
    document: str = ""
    span: tuple[int, int] = (0, 0)
    id: str = ""
    anchor: str = ""
    quoted_at: str = ""


@dataclass(frozen=True, slots=True)
class TieTheme:
    """What a group of such words amounts to, who used them, and the measures that speak to it; no verdict.

    Attributes
    ----------
    says : str
        "the tie is uneven".
    claims : tuple of TieClaim
    beside : tuple of str
        Each measure in both directions, in words.
    """

    says: str
    claims: tuple[TieClaim, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Simulated:
    """The what-if: assumptions first, then results.

    Attributes
    ----------
    assumptions : tuple of (str, str)
        Closure, elasticity, data, residual...: name and what was assumed.
    headline : str
    charts : tuple of Chart
    caveats : tuple of str
    unavailable : str
        Why there is no simulation, if there is none.
    """

    assumptions: tuple[tuple[str, str], ...]
    headline: str
    charts: tuple[Chart, ...]
    caveats: tuple[str, ...]
    unavailable: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an article's characters that carry the same marks.

    Attributes
    ----------
    text : str
    kinds : tuple of str
        Kinds of record that cover it, or ``noise``.
    records : tuple of str
        Ids of the records that cover it, the shortest first; what kind of noise, where it is that.
    """

    text: str
    kinds: tuple[str, ...]
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of an article that records point to (``anchor`` set) or that lies between two such."""

    anchor: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One document as shown: its paragraphs with the records marked in place."""

    anchor: str
    name: str
    title: str
    published: str
    published_from: str
    publisher: str
    damage: tuple[str, ...]
    paragraphs: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole page; ``verdicts`` counts how many checks came out how."""

    a: Side
    b: Side
    version: str
    answers: tuple[Answer, ...]
    measured: tuple[Chart, ...]
    measured_gaps: tuple[str, ...]
    simulated: Simulated
    reported: Reported | None = None
    checked: tuple[Checked, ...] = ()
    verdicts: tuple[tuple[str, int], ...] = ()
    claims: tuple[TieTheme, ...] = ()
    articles: tuple[Article, ...] = ()
    sources: tuple[Source, ...] = ()
