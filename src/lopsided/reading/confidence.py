"""How sure each record is, and the reason for each party or speaker that its own words do not name.

Whatever a rule took a party from (a pronoun, "both leaders", the sentence before, the two a text is about), what can be
told of it afterwards is the same: whether the record's own words name it, and if not, where the text last did. So it
is asked here, once for all kinds of record, and the sizes lie in ``data/confidence.toml``.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from lopsided.reading.statements.placed import Placed
from lopsided.records.kinds import Commitment, Event, Figure, Statement
from lopsided.terms.actors import actors, name_of
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lopsided.reading.parsed import Mention, ParsedDocument
    from lopsided.records.kinds import AnyRecord, Span

_NEAR, _LATELY = 2, 3
_TRADED = ("share", "money", "volume", "growth", "rank")
_FIRST_PERSON = frozenset(("we", "us", "our", "ours", "i", "me", "my"))
_LINKS = frozenset(("of", "for", "from", "at", "with", "the", "'s", "\u2019s", "'", "\u2019", "in", "and", "("))
_SIDELESS = ("anonymous", "media")
_GIVES, _GETS = "who gives", "who gets"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a party or a speaker was taken from.

    Attributes
    ----------
    basis : str
        As in ``data/confidence.toml``.
    words : str
        The words that stand for it, or who speaks for it.
    back : str
        Where the text named it last.
    """

    basis: str
    words: str = ""
    back: str = field(default="", compare=False)


_OPEN: dict[type, Doubt] = {Figure: Doubt("open"), Statement: Doubt("sideless")}


@cache
def sizes() -> dict[str, dict[str, Any]]:
    """Return the sizes and the words of ``data/confidence.toml``."""
    return tomllib.loads((files("lopsided.reading") / "data" / "confidence.toml").read_text(encoding="utf-8"))


def weighed(parsed: ParsedDocument, records: Sequence[AnyRecord]) -> tuple[AnyRecord, ...]:
    """Return records with their confidence, and a reason for each party or speaker their own words do not name.

    Parameters
    ----------
    parsed : ParsedDocument
        With its cast.
    records : sequence of records
        All that was read from it.
    """
    told = _Told(parsed, records)
    return tuple(_weighed(told, record) for record in records)


def _weighed(told: _Told, record: AnyRecord) -> AnyRecord:
    """Give a record its confidence: how often such records are right, less for every doubt and for a damaged text."""
    known = sizes()
    sure: float = known["told"][type(record).__name__.lower()]
    reasons = list(record.reasons)
    doubts: dict[Doubt, list[tuple[str, str]]] = {}
    for end, name in _ends(record):
        doubt = told.doubt(record, name) if name else _OPEN[type(record)]
        if doubt is not None:
            doubts.setdefault(doubt, []).append((end, name))
    for doubt, ends in doubts.items():
        sure *= known["inferred"][doubt.basis]["share"]
        reasons.append(_in_words(doubt, ends))
    for kind in told.parsed.document.damage:
        sure *= known["damage"][kind]
        reasons.append(f"the text shows {kind.replace('-', ' ')}")
    return replace(record, confidence=round(sure, 2), reasons=tuple(dict.fromkeys(reasons)))


def _in_words(doubt: Doubt, ends: list[tuple[str, str]]) -> str:
    """Say what ends were taken from: "the source is not named in this clause: 'it' is taken for Chad"."""
    whose = list(dict.fromkeys(end for end, _ in ends))
    whom = dict.fromkeys(_called(name) for _, name in ends)
    words: str = sizes()["inferred"][doubt.basis]["words"]
    return words.format(
        ends=" and ".join(whose), are="are" if len(whose) > 1 else "is", whom=" and ".join(whom),
        words=doubt.words, back=doubt.back,
    )  # fmt: skip


def _called(name: str) -> str:
    return name_of(name) if name in actors() else name


def _ends(record: AnyRecord) -> list[tuple[str, str]]:
    """Return the parties and speakers of a record, each with what it is in it; no name where one is missing."""
    match record:
        case Statement():
            said = [("the speaker", name) for name in record.speakers]
            sides = record.affiliations or (("",) if record.speaker_kind not in _SIDELESS else ())
            return said + [("the speaker's side", name) for name in sides]
        case Event():
            return [("the source", record.source), ("the target", record.target)]
        case Figure():
            ends = [(_GIVES, record.exporter or ""), (_GETS, record.importer or "")]
            return ends if record.quantity in _TRADED else [(end, name) for end, name in ends if name]
        case Commitment():
            return [("a party", name) for name in record.parties]


class _Told:
    """Who is named where in a document."""

    def __init__(self, parsed: ParsedDocument, records: Sequence[AnyRecord]) -> None:
        self.parsed = parsed
        self._said = Placed(r for r in records if isinstance(r, Statement) and r.affiliations)
        self._paragraphs = [p.offsets[0] for p in parsed.paragraphs]
        self._starts = [p.offsets[p.doc[first].idx] for p in parsed.paragraphs for first, _ in p.sentences]
        self._named: dict[str, list[int]] = {}
        for mention in parsed.cast.mentions:
            for name in _stands_for(mention):
                if _tells(mention, name):
                    self._named.setdefault(name, []).append(mention.span[0])

    def doubt(self, record: AnyRecord, name: str) -> Doubt | None:
        """Return what a party was taken from; None where the record's own words name it."""
        around = self._in_sentence(record)
        here = [m for m in around if name in _stands_for(m)]
        own = [m for m in here if self._is_own(record, m, around)]
        if any(_tells(m, name) for m in own) or self._is_spelled_out(record, name):
            return None
        if not own and (speaker := self._speaker(record, name)):
            return Doubt("speaker", speaker)
        if not own and any(_tells(m, name) for m in here):
            return Doubt("elsewhere")
        if meant := next(iter(own or here), None):
            basis = "several" if meant.basis == "two" and self._are_more(record, meant) else meant.basis
            return Doubt(basis, " ".join(meant.text.split()), self._back(record, name))
        return self._from_around(record, name)

    def _are_more(self, record: AnyRecord, meant: Mention) -> bool:
        """Whether states beside the two that are meant were named in the sentences before."""
        number = self._number(record.sentence[0])
        first, end = self._starts[max(0, number - 1 - _LATELY)], record.sentence[0]
        return any(
            name not in meant.actors and name in actors() and actors()[name].kind == "state"
            and bisect_left(places, first) < bisect_left(places, end)
            for name, places in self._named.items()
        )  # fmt: skip

    def _from_around(self, record: AnyRecord, name: str) -> Doubt:
        """Return how far a party was brought from that its sentence does not speak of."""
        if isinstance(record, Statement) and name == self.parsed.cast.home:
            return Doubt("home")
        far = self._distance(record, name)
        if far is None:
            return Doubt("nowhere")
        near = "continued" if isinstance(record, Statement) else "before"
        return Doubt(near if 0 <= far <= _NEAR else "far", back=self._back(record, name))

    def _in_sentence(self, record: AnyRecord) -> list[Mention]:
        """Return who is mentioned in the sentence of a record; of a statement, around what is said."""
        row = self.parsed.cast.row(bisect_right(self._paragraphs, record.span[0]) - 1)
        first, end = min(record.span[0], record.sentence[0]), max(record.span[1], record.sentence[1])
        said = record.content if isinstance(record, Statement) and record.content else (0, 0)
        return [m for m in row if first <= m.span[0] < end and not said[0] <= m.span[0] < said[1]]

    def _is_own(self, record: AnyRecord, mention: Mention, around: list[Mention]) -> bool:
        """Whether a mention stands in a record's own words: its clause; for a statement, the words for who speaks."""
        if isinstance(record, Figure):
            return True
        if not isinstance(record, Statement):
            return record.span[0] <= mention.span[0] < record.span[1]
        speakers = set(record.speakers)
        voices = [m.span for m in around if speakers & set(m.names)]
        sentence = self.parsed.text(record.sentence)
        places = ((record.sentence[0] + sentence.find(name), name) for name in record.speakers if name in sentence)
        voices += [(start, start + len(name)) for start, name in places]
        return any(self._is_beside(mention.span, voice) for voice in voices)

    def _is_beside(self, one: Span, other: Span) -> bool:
        """Whether only words like "of" and "'s" stand between two names, or one holds the other."""
        first, second = sorted((one, other))
        between = self.parsed.text((first[1], second[0])) if first[1] < second[0] else ""
        return all(word in _LINKS for word in between.lower().replace(",", " ").split())

    def _speaker(self, record: AnyRecord, name: str) -> str | None:
        """Return who speaks of his own state in the first person: "we will recall our ambassador"."""
        if isinstance(record, Statement) or _FIRST_PERSON.isdisjoint(record.text.lower().split()):
            return None
        start = record.span[0]
        around = (s for s in self._said.within(start, start + 1) if name in s.affiliations)
        return next((" and ".join(s.speakers) for s in around), None)

    def _is_spelled_out(self, record: AnyRecord, name: str) -> bool:
        """Whether a speaker is called as the sentence calls him ("a trade official"), or by the label of his turn."""
        if not isinstance(record, Statement) or name not in record.speakers:
            return False
        return record.rule == "turn" or fold(name) in fold(self.parsed.text(record.sentence))

    def _distance(self, record: AnyRecord, name: str) -> int | None:
        """How many sentences before it was named last; below 0 if only after, None if never."""
        places = self._named.get(name)
        if not places:
            return None
        before = bisect_left(places, record.sentence[0])
        return self._number(record.sentence[0]) - self._number(places[max(0, before - 1)])

    def _back(self, record: AnyRecord, name: str) -> str:
        far = self._distance(record, name)
        if far is None or far == 0:
            return ""
        if far < 0:
            return ", named only later"
        return ", named in the sentence before" if far == 1 else f", named {far} sentences before"

    def _number(self, place: int) -> int:
        return bisect_right(self._starts, place)


def _stands_for(mention: Mention) -> frozenset[str]:
    return frozenset((*mention.actors, *mention.names, *((mention.affiliation,) if mention.affiliation else ())))


def _tells(mention: Mention, name: str) -> bool:
    """Whether a mention's words tell an actor themselves: a title tells whose it is but not who, a name the reverse."""
    if mention.basis == "holder":
        return name not in mention.names
    if mention.basis in ("settled", "guess"):
        return name in mention.names
    return not mention.basis
