"""The actors of one sentence, and how each stands to the words around it."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.reading.figures.ends import is_body
from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from lopsided.reading.parsed import Mention

_REACH = 9
_SHORT = 4
_IN_A_GROUP = ("DET", "ADJ", "ADV", "PROPN", "CCONJ", "PUNCT", "NOUN")
_TURNS = frozenset((";", "while", "whereas", "but", "meanwhile"))
_TOLD = frozenset(
    ("data", "figures", "statistics", "numbers", "report", "reports", "estimates", "information", "records")
)
_COMPARED = frozenset(
    ("after", "behind", "than", "unlike", "like", "besides", "despite", "through", "via", "without", "across")
)


@dataclass(frozen=True, slots=True)
class Place:
    """One actor in a sentence, and the words around it.

    Attributes
    ----------
    actor : str
        ISO3 or bloc.
    start, end, head : int
        Token range, and the token that holds it together.
    before : str
        The preposition it hangs on, or nothing.
    is_adjective, is_owner, is_pronoun, is_speaker : bool
        "Chinese oil", "China's oil", "its oil", "China says".
    """

    actor: str
    start: int
    end: int
    head: int
    before: str
    is_adjective: bool
    is_owner: bool
    is_pronoun: bool
    is_speaker: bool


class Sentence:
    """The actors of one sentence and how they stand to its flow words.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        The paragraph.
    bounds : tuple of int
        Token range of the sentence.
    mentions : sequence of Mention
        Those of the paragraph.
    pair : tuple of str
        The two the whole text is about, if it is about two.
    """

    def __init__(
        self, doc: Doc, bounds: tuple[int, int], mentions: Sequence[Mention], pair: tuple[str, ...] = ()
    ) -> None:
        self.doc = doc
        self.pair = pair
        self.start, self.end = bounds
        here = [m for m in mentions if bounds[0] <= m.start < bounds[1] and m.actors and not _is_money(doc, m)]
        here = [m for m in here if not _is_a_part(doc, m)]
        # The "its" of "its neighbour" is not told of: the neighbour is.
        whole = [m for m in here if m.form == "role" and m.kind == "state"]
        self.places = [
            place
            for m in here
            if not any(m.form == "pronoun" and w.start <= m.start and m.end < w.end for w in whole)
            and not (m.form == "pronoun" and _leads_to_a_name(doc, m, here))
            for place in self._places(m)
        ]

    def without(self, starts: set[int]) -> Sentence:
        """Return the sentence without the places that begin at some tokens."""
        other = copy(self)
        other.places = [p for p in self.places if p.start not in starts]
        return other

    def _places(self, mention: Mention) -> list[Place]:
        doc = self.doc
        head = doc[mention.head]
        before = self._preposition(mention.start)
        after = doc[mention.end].lower_ if mention.end < len(doc) else ""
        if after == "-" and _is_goal(doc, mention):
            before = "to"
        owner = after in ("'s", "’s", "’", "'") or head.dep_ == "poss" or head.tag_ in ("PRP$", "WP$")
        adjective = not owner and (mention.form == "adjective" or head.pos_ == "ADJ")
        speaker = head.dep_ == "nsubj" and head.head.lemma_ in words("say")
        return [
            Place(
                actor,
                mention.start,
                mention.end,
                mention.head,
                before,
                adjective,
                owner,
                mention.form == "pronoun",
                speaker,
            )
            for actor in dict.fromkeys(mention.actors)
        ]

    def _preposition(self, at: int) -> str:
        """Return the preposition an actor hangs on, looking back over articles, adjectives and "and"."""
        doc = self.doc
        for token in reversed(doc[max(self.start, at - 5) : at]):
            if token.lower_ == "of" and doc[token.i - 1].lemma_.lower() in words("state-body"):
                continue  # "with the State Bank of Chad"
            lead = doc[token.i - 1].lower_ if token.i > self.start else ""
            if (token.lower_ == "to" and lead == "according") or (token.lower_ in ("from", "by") and lead in _TOLD):
                return ""  # who tells it neither gives nor gets: "according to Chad, data from Chad"
            if token.pos_ == "ADP" or token.lower_ == "to" or token.lower_ in ("between", "among"):
                beside = token.i > self.start and doc[token.i - 1].lower_ in (
                    "compared",
                    "relative",
                    "thanks",
                    "similar",
                    "ahead",
                )
                return "than" if beside else str(token.lower_)
            in_a_group = token.pos_ in _IN_A_GROUP or token.tag_ == "PRP$"
            if not in_a_group or token.lower_ in (",", ";", "that"):
                return ""
        return ""

    def owner_of(self, noun: int) -> list[Place]:
        """Actors in the noun group before a noun, nearest first: "China" in "China's crude oil imports"."""
        found: list[Place] = []
        index = noun - 1
        while index >= max(self.start, noun - _REACH):
            here = [p for p in self.places if p.start <= index < p.end]
            if here:
                found.extend(p for p in here if not _is_goal(self.doc, p))
                index = min(p.start for p in here) - 1
                continue
            token = self.doc[index]
            if token.pos_ not in ("ADJ", "NOUN", "PROPN", "NUM", "PART", "ADV", "DET", "CCONJ", "SYM") and not (
                token.text in ("-", "'s", "’s", "%", "’") or token.tag_ in ("VBG", "VBN", "HYPH", "POS")
            ):
                break
            if token.lower_ in ("the", "a", "an", "to"):
                break
            index -= 1
        return found

    def after(self, noun: int, prepositions: frozenset[str]) -> list[Place]:
        """Actors that hang on one of some prepositions after a token, nearest first."""
        return [p for p in self.places if p.start > noun and p.before in prepositions]

    def subject(self, token: Token) -> list[Place]:
        """Actors that are the subject of the clause a token stands in."""
        verb = token
        for _ in range(_REACH):
            subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
            if subjects:
                subjects = [verb.head if s.tag_ in ("WDT", "WP") and verb.dep_ == "relcl" else s for s in subjects]
                # whom a relative clause names is not the subject it hangs on: "Chad's firms, which sell to Mali"
                below = {t.i for t in verb.subtree} if verb.head in subjects else set()
                group = {t.i for s in subjects for t in s.subtree} - below
                heads = {s.i for s in subjects} | {c.i for s in subjects for c in s.conjuncts}
                direct = [p for p in self.places if any(p.start <= h < p.end for h in heads)]
                beside = {c.i for s in subjects for c in s.children if c.dep_ == "appos"}
                direct = direct or [p for p in self.places if any(p.start <= h < p.end for h in beside)]
                within = [p for p in self.places if p.start in group and not _is_anothers(self.doc, p)]
                if not within and verb.dep_ == "ccomp" and subjects[0].lower_ == "it" and verb.head.i < verb.i:
                    return self.subject(verb.head)  # "Chad said it would buy"
                return direct or [p for p in within if not p.is_adjective] or within
            if verb.head == verb:
                break
            verb = verb.head
        return []

    def sender(self, verb: Token) -> list[Place]:
        """Actors that are the subject of a verb, or stand right before it: "the value of goods Chad sold"."""
        beside = [p for p in self.places if p.end == verb.i and not p.is_owner]
        own = any(c.dep_ in ("nsubj", "csubj") for c in verb.children)
        named = self.subject(verb) if own or verb.tag_ != "VBD" or not beside else beside
        return named or beside

    def doer(self, token: Token) -> list[Place]:
        """Actors that are themselves the subject of the clause a token stands in, not only named within it."""
        return [p for p in self.subject(token) if self.doc[p.head].dep_ in ("nsubj", "nsubjpass", "conj")]

    def clause_of(self, at: int) -> tuple[int, int]:
        """Return the token range around a token up to the next "while", "whereas", "but" or semicolon."""
        low, high = at, at
        while low > self.start and self.doc[low - 1].lower_ not in _TURNS:
            low -= 1
        while high + 1 < self.end and self.doc[high + 1].lower_ not in _TURNS:
            high += 1
        return low, high + 1

    def others(self, used: set[str | None]) -> list[str]:
        """Actors of the sentence not used yet, in order; not whom another is compared with."""
        return list(dict.fromkeys(p.actor for p in self.places if p.actor not in used and p.before not in _COMPARED))

    def told_of(self, used: set[str | None]) -> list[str]:
        """Actors of the sentence not used yet that do more than say it, in order."""
        speakers = {p.actor for p in self.places if p.is_speaker}
        return [a for a in self.others(used) if a not in speakers and not is_body(a)]


def _leads_to_a_name(doc: Doc, its: Mention, here: Sequence[Mention]) -> bool:
    """Whether a pronoun only says whose neighbour somebody named is: "from its giant neighbour China"."""
    noun = doc[its.head].head
    if doc[its.head].dep_ != "poss":
        return False
    named = [m for m in here if m.form == "name" and m.start > its.start]
    return any(m.start <= noun.i < m.end or (m.start == noun.i + 1 and noun.pos_ == "NOUN") for m in named)


def _is_goal(doc: Doc, place: Place | Mention) -> bool:
    """Whether a name says where goods go: "Chad-bound cargoes"."""
    return doc[place.end : place.end + 2].text.lower() == "-bound"


def _is_anothers(doc: Doc, place: Place) -> bool:
    """Whether a state only has whom a phrase is about: "its lender", "Chad's biggest creditor"."""
    owned = doc[place.head].head
    return place.is_owner and owned.dep_ in ("nsubj", "nsubjpass") and owned.lemma_.lower() in words("counterpart")


def _is_a_part(doc: Doc, mention: Mention) -> bool:
    """Whether "Western" only says where in a country something is ("in Western Tanzania")."""
    west = mention.actors == ("WEST",) and mention.end < len(doc)
    return west and doc[mention.end].ent_type_ in ("GPE", "LOC") and doc[mention.end].text[:1].isupper()


def _is_money(doc: Doc, mention: Mention) -> bool:
    """Whether a country only names a currency ("US $5 billion", "Australian dollars")."""
    if doc[mention.end - 1].text.endswith("$"):
        return True
    after = doc[mention.end] if mention.end < len(doc) else None
    if after is not None and after.text == "-" and mention.end + 1 < len(doc):
        after = doc[mention.end + 1]  # "US-dollars"
    if after is None:
        return False
    short = mention.text.isupper() and len(mention.text) <= _SHORT
    return (short and after.text == "$") or (
        (short or mention.form == "adjective") and after.lemma_.lower() in words("money")
    )
