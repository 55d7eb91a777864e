"""Who stands where in a paragraph: mentions by token, and the actors a noun phrase stands for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lopsided.reading.events.only_named import (
    is_alleged,
    is_maker,
    is_near_border,
    is_of_money,
    is_opposed,
    is_public,
    is_ruled_out,
    is_seat,
)
from lopsided.reading.events.words import words
from lopsided.reading.mentions.guessed import acting_for
from lopsided.reading.plover.lexicon import lexicon
from lopsided.reading.plover.tree import children, joined, names_of
from lopsided.reading.statements.placed import Placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.tokens import Token

    from lopsided.reading.parsed import Mention, Paragraph, ParsedDocument
    from lopsided.records.kinds import Statement

FIRST_PERSON = frozenset({"we", "us", "our", "ours", "i", "me", "my"})
DEEPEST = 6
LEAST = 3
NAME_PARTS = ("compound", "nmod", "amod", "poss")
NAME_DEPTH = 3
ACTING = frozenset({"troops", "fighters", "authorities", "envoys", "office_holders"})
LISTED = ("conj", "appos", "npadvmod", "dep")
INNER = ("appos", "amod", "compound", "nmod", "poss")
NAMING = ("compound", "nmod")


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as a clause names it.

    Attributes
    ----------
    actor : str
        ISO3, bloc or organisation.
    token : int
        Where it is named.
    person : str or None
        Full name, when a person is meant.
    sure : float
        How sure the mention is.
    """

    actor: str
    token: int
    person: str | None = None
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Roles:
    """Sources and targets of an act.

    ``joint`` if the sources act with one another, ``guessed`` if the target stands elsewhere in the sentence.
    """

    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    joint: bool = False
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A paragraph with its mentions by token, the statements made in it and the two its text is about, if any."""

    paragraph: Paragraph
    mentions: Mapping[int, Mention]
    statements: tuple[Statement, ...]
    pair: tuple[str, ...] = ()
    known: dict[int, tuple[Party, ...]] = field(default_factory=dict, compare=False)

    def at(self, token: Token) -> tuple[Party, ...]:
        """Actors a word names itself; the first person stands for whoever is speaking."""
        mention = self.mentions.get(token.i)
        if mention is not None and mention.actors:
            if (
                (token.ent_type_ == "MONEY" and token.dep_ != "dative")
                or is_of_money(token)
                or is_ruled_out(token.doc[mention.start])
            ):
                return ()
            if token.tag_ == "PRP$" and (other := self._asked(token)):
                return other
            names = mention.names if mention.kind == "person" and len(mention.names) == len(mention.actors) else ()
            return tuple(
                Party(actor, token.i, names[n] if names else None, mention.confidence)
                for n, actor in enumerate(mention.actors)
            )
        if token.lower_ in FIRST_PERSON and (said := self.statement_at(token)):
            return tuple(Party(actor, token.i, None, 0.7) for actor in dict.fromkeys(said.affiliations))
        return ()

    def _asked(self, pronoun: Token) -> tuple[Party, ...]:
        """Whose something is in what another is asked to do ("urged Chad to reopen its border"): the other's."""
        word = pronoun.head
        for _ in range(DEEPEST):
            if word.dep_ in ("xcomp", "ccomp") and word.head.lemma_ in words("pressing"):
                asked = next((c for c in children(word.head) if c.dep_ == "dobj"), None)
                asked = asked or next((c for c in children(word) if c.dep_ == "nsubj"), None)
                return () if asked is None or asked == pronoun.head else self.agents(asked)
            if word.head == word or word.dep_ in ("relcl", "advcl"):
                return ()
            word = word.head
        return ()

    def statement_at(self, token: Token) -> Statement | None:
        """Return the statement whose content holds a word, the shortest if several do."""
        place = self.paragraph.span_of(token)[0]
        around = [s for s in self.statements if (s.content or s.span)[0] <= place < (s.content or s.span)[1]]
        return min(around, key=lambda s: s.span[1] - s.span[0], default=None)

    def speakers(self, said: Statement, token: Token) -> tuple[Party, ...]:
        """Actors a speaker speaks for, as parties to what is said at a word."""
        if said.speaker_kind not in ("official", "spokesperson", "organisation"):
            return ()
        return tuple(Party(actor, token.i, None, 0.6) for actor in dict.fromkeys(said.affiliations))

    def told_by(self, token: Token) -> Statement | None:
        """Return the statement a word is part of, its cue included."""
        place = self.paragraph.span_of(token)[0]
        around = [s for s in self.statements if s.span[0] <= place < s.span[1]]
        return self.statement_at(token) or min(around, key=lambda s: s.span[1] - s.span[0], default=None)

    def agents(self, head: Token) -> tuple[Party, ...]:
        """Actors that act when a noun phrase is subject: itself, else whose or of where it is."""
        if head.i not in self.known:
            # "X, the president of A, and Y": the parser may join Y to either
            heads = [head, *(c for c in children(head) if c.dep_ == "appos")]
            listed = [h for h in heads[1:] if self._is_listed(head, h)]
            others = [
                p for h in heads for other in joined(h) if not _is_second_post(h, other) for p in self._agent(other)
            ]
            others[:0] = [p for h in listed for p in self._agent(h)]
            others += [p for other in self._of_another(head) for p in self._agent(other)]
            named = [*self._agent(head), *others]
            self.known[head.i] = _distinct([*named, *self._listed_after(head, {p.actor for p in named})])
        return self.known[head.i]

    def _listed_after(self, head: Token, known: set[str]) -> list[Party]:
        """Find states that go on a list the parser broke ("visits to Chad, Mali, and Niger")."""
        mention = self.mentions.get(head.i)
        found: list[Party] = []
        joined_up = False
        while mention is not None and mention.kind == "state" and mention.form == "name":
            doc, place = head.doc, mention.end
            between: list[str] = []
            while place < len(doc) and doc[place].lower_ in (",", "and") and len(between) < LEAST:
                between.append(doc[place].lower_)
                place += 1
            mention = self.mentions.get(place) if between else None
            if mention is None or doc[mention.head].dep_ not in LISTED or joined_up:
                break
            joined_up = "and" in between
            found += [p for p in self.at(doc[mention.head]) if p.actor not in known]
        return found if joined_up else []

    def _of_another(self, head: Token) -> list[Token]:
        """Find a second person parsed as joined to the first one's country ("Presidents X of Chad and Y of Mali")."""
        mention = self.mentions.get(head.i)
        if mention is None or mention.kind != "person":
            return []
        lands = [c for p in children(head) if p.lower_ == "of" for c in children(p) if c.dep_ == "pobj"]
        return [j for land in lands for j in joined(land) if (m := self.mentions.get(j.i)) and m.kind == "person"]

    def _is_listed(self, head: Token, other: Token) -> bool:
        """Tell whether what was parsed as an apposition is the next of a list of states ("Chad, Mali and Niger")."""
        pair = [self.mentions.get(t.i) for t in (head, other)]
        return all(m is not None and m.kind == "state" and m.form == "name" for m in pair)

    def _agent(self, head: Token) -> tuple[Party, ...]:
        named = self.at(head)
        mention = self.mentions.get(head.i)
        if named and mention is not None and mention.head == head.i:
            noun = head.pos_ == "NOUN" or head.tag_ == "NNPS"
            owners = max(self.owner(head), self._after(head), key=len) if noun else ()
            several = len(owners) > 1 and all(self._is_of_state(p, head) for p in owners)
            return owners if several else named  # "Kenyan and Ugandan officials", "officials from both"
        if (
            (any(name in words("no_actors") for name in names_of(head)) and not is_public(head))
            or _is_doing(head)
            or _is_ware(head)
        ):
            return ()
        if head.lemma_.lower() in ("counterpart", "colleague") and (seat := self._after(head)):
            return seat  # "her counterpart in Oslo" is not hers
        return (
            self.owner(head)
            or named
            or self._after(head)
            or self._behind_whose(head)
            or self._sits(head)
            or (self.within_name(head) if _is_body(head) else ())
        )

    def _behind_whose(self, head: Token) -> tuple[Party, ...]:
        """Whose a noun is by "whose" ("from Chad, whose minister denounced it"): that of the noun its clause is on."""
        if not any(c.tag_ == "WP$" for c in children(head)):
            return ()
        clause = head
        for _ in range(LEAST):
            clause = clause.head
            if clause.dep_ == "relcl":
                return self.agents(clause.head)
        return ()

    def _sits(self, head: Token) -> tuple[Party, ...]:
        """Whose an office is by the capital its sentence opens with ("In Oslo, the minister said")."""
        first = head.sent[0]
        if head.dep_ != "nsubj" or first.lower_ != "in" or first.head != head.head or not _is_body(head):
            return ()
        place = next((c for c in children(first) if c.dep_ == "pobj"), None)
        mention = self.mentions.get(place.i) if place is not None else None
        return self.at(place) if place is not None and mention is not None and mention.why.startswith("capital") else ()

    def within_name(self, head: Token) -> tuple[Party, ...]:
        """Whose something with a long name is ("Kenyan police anti-fraud unit officers", "the Chad-led coalition")."""
        layer = [c for c in children(head) if c.dep_ in NAME_PARTS and c.i < head.i]
        for _ in range(NAME_DEPTH):
            layer = [
                g for c in layer for g in children(c) if g.i < head.i and (g.dep_ in NAME_PARTS or c.lower_ == "led")
            ]
            if found := [p for c in layer for p in self.at(c)]:
                return tuple(found[:1])
        return ()

    def _is_of_state(self, party: Party, head: Token) -> bool:
        """Tell whether a modifier names a state, or is part of the name of the noun itself ("Russian forces")."""
        mention = self.mentions[party.token]
        own = mention.head == head.i and head.doc[party.token].dep_ == "conj"
        return mention.kind != "organisation" or own

    def owner(self, head: Token) -> tuple[Party, ...]:
        """Whose or of where a noun is ("Kenyan and Ugandan officials", "Chad's army")."""
        inner_words = [
            c
            for c in children(head)
            if c.dep_ in INNER and (c.i in self.mentions or c.lower_ in FIRST_PERSON) and not is_opposed(c)
        ]
        if not inner_words and head.pos_ == "NOUN":
            parts = (c for c in children(head) if c.dep_ in NAMING and c.i == head.i - 1)
            inner_words = [c for part in parts for c in _inside(self, part)]
        found: tuple[Party, ...] = ()
        for child in sorted(inner_words, key=lambda c: INNER.index(c.dep_)):
            inner = self.at(child)
            if inner and child.dep_ not in ("amod", "compound", "nmod"):
                return found or inner
            before = [p for c in children(child) if c.dep_ in INNER and c.i < child.i for p in self.at(c)]
            after = [p for c in joined(child) for p in self.at(c)]
            whole = _distinct([*before, *inner, *after]) if inner else ()
            found = whole if len(whole) > len(found) else found
        return found

    def _after(self, head: Token) -> tuple[Party, ...]:
        """Whom a noun belongs to by a preposition ("a spokesman for the ministry of Chad")."""
        for child in children(head):
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "from", "in", "between"):
                for thing in children(child):
                    if thing.dep_ == "pobj" and not is_seat(head, thing) and (inner := self.agents(thing)):
                        return inner
        return ()

    def inside(self, head: Token) -> tuple[Party, ...]:
        """Actors named anywhere in a noun phrase, those nearest its head."""
        return self.agents(head) or next(self.levels(head), ())

    def levels(self, head: Token) -> Iterator[tuple[Party, ...]]:
        """Yield the actors named in a noun phrase, those nearest its head first."""
        first, last = head.left_edge.i, head.right_edge.i
        near: dict[int, list[Party]] = {}
        for place in self.mentions:
            if first <= place <= last and place != head.i:
                word = head.doc[place]
                steps = _steps(word, head)
                if steps is not None:
                    near.setdefault(steps, []).extend(self.at(word))
        yield from (_distinct(near[steps]) for steps in sorted(near))

    def is_forum(self, head: Token) -> bool:
        """Tell whether a noun names an organisation, where states meet and complain."""
        mention = self.mentions.get(head.i)
        return mention is not None and mention.kind in ("organisation", "bloc")

    def below(self, head: Token) -> tuple[Party, ...]:
        """Actors named in the clauses that hang on a noun ("the duties that keep Thai rice out")."""
        clauses = [c for c in children(head) if c.dep_ in ("relcl", "acl")]
        return _distinct(p for c in clauses for word in c.subtree if word.i in self.mentions for p in self.at(word))


def _is_second_post(post: Token, other: Token) -> bool:
    """Tell whether what is joined to somebody's post is one more of his ("president of Chad and head of the bloc")."""
    below = children(other)
    return (
        post.dep_ == "appos"
        and other.pos_ == "NOUN"
        and other.tag_ == "NN"
        and not any(c.dep_ in ("det", "poss", "appos") or c.pos_ == "PROPN" for c in below)
    )


def _inside(scene: Scene, part: Token) -> list[Token]:
    """Return who is named with the first part of a compound ("Kenyan patrol boats", "Chadian border guards")."""
    if part.i in scene.mentions:
        return []
    return [c for c in children(part) if c.dep_ in ("amod", "compound", "nmod") and c.i in scene.mentions]


def _steps(word: Token, head: Token) -> int | None:
    """How far a word is below another, joined words as near; None if a clause of its own lies between."""
    steps = 0
    for _ in range(DEEPEST):
        if word == head:
            return steps
        if word.dep_ in ("relcl", "advcl", "ccomp") or is_near_border(word) or is_maker(word) or is_alleged(word):
            return None
        steps += word.dep_ != "conj"
        word = word.head
    return None


def _is_body(head: Token) -> bool:
    """Tell whether a noun names people or bodies that act for a country."""
    lemma = head.lemma_.lower()
    kinds = lexicon().kinds.get(lemma, frozenset())
    return bool(kinds & ACTING) or any(lemma in words(name) for name in ("bodies", "offices", "delegates", "agencies"))


def _is_ware(head: Token) -> bool:
    """Tell whether a noun names goods: grain feeds, gas heats, but neither acts."""
    kinds = lexicon().kinds.get(head.lemma_.lower(), frozenset())
    return "goods" in kinds and kinds.isdisjoint(("troops", "fighters", "weapons_fire"))


def _is_doing(head: Token) -> bool:
    """Tell whether a noun names a doing rather than a doer; a strike can hit, but support cannot provide."""
    lemma = head.lemma_.lower()
    act = lexicon().nouns.get(lemma) if lemma not in words("bodies") else None
    return act is not None and act.type not in ("ASSAULT", "COERCE", "MOBILIZE") and head.dep_ in ("nsubj", "nsubjpass")


def scenes(parsed: ParsedDocument, statements: Iterable[Statement], further: Sequence[Mention] = ()) -> Iterator[Scene]:
    """Yield the paragraphs that name anyone; of a text about two, all."""
    by_paragraph: dict[int, dict[int, Mention]] = {}
    for mention in (*further, *sorted(map(acting_for, parsed.cast.mentions), key=lambda m: m.end - m.start)):
        if mention.actors:
            place = by_paragraph.setdefault(mention.paragraph, {})
            place.update(dict.fromkeys(range(mention.start, mention.end), mention))
    said, pair = Placed(statements), pair_of(parsed)
    for paragraph in parsed.paragraphs:
        mentions = by_paragraph.get(paragraph.index, {})
        if mentions or pair:
            yield Scene(paragraph, mentions, said.within(paragraph.offsets[0], paragraph.offsets[-1]), pair)


def pair_of(parsed: ParsedDocument) -> tuple[str, ...]:
    """Return the two actors a text is about, or nothing if it is not about two.

    Parameters
    ----------
    parsed : ParsedDocument
        With its cast.
    """
    told = (m.actors for m in parsed.cast.mentions if m.kind in ("state", "bloc", "person"))
    top = Counter(a for actors in told for a in dict.fromkeys(actors)).most_common(3)
    if len(top) < 2 or top[1][1] < (LEAST if len(top) > 2 else 2):
        return ()
    third = top[2][1] if len(top) > 2 else 0
    return (top[0][0], top[1][0]) if top[1][1] > third else ()


def _distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.actor, party)
    return tuple(found.values())
