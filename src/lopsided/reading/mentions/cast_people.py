"""The people of one document, one entry each, gathered from every mention and completed from the table of officials."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from lopsided.reading.mentions.personal_names import name_words, near_short, same_person, sex_of, short_forms, skeleton
from lopsided.reading.mentions.roles import RoleClass, role_class
from lopsided.terms.actors import office_in_words
from lopsided.terms.officials import Official, Term, by_name, by_surname, officials
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from collections import Counter

    from lopsided.reading.mentions.descriptions import Description

_MOST_ALIKE = 300
"""People of one document held against each new name letter by letter: in a list of more, spelling alone tells."""
_PRIVATE = frozenset(("analyst", "media", "business", "other"))
_LEADING = frozenset(("president", "prime minister", "premier", "chancellor", "king", "supreme leader"))


@dataclass(slots=True, eq=False)
class Person:
    """Someone in a document.

    Attributes
    ----------
    name : str
        Full name where known.
    words : tuple of str
        Its folded words.
    named_in : int
        Paragraph of the first full name; -1 if only the table gives it.
    """

    name: str
    words: tuple[str, ...]
    named_in: int
    official: Official | None = None
    term: Term | None = None
    role: str | None = None
    role_class: RoleClass | None = None
    actor: str | None = None
    institution: str | None = None
    country: str | None = None
    guess: str | None = None  # state of an official whom the text gives none
    settled: bool = False  # whether the state was weighed, told by no title
    sex: str = ""
    shorts: set[str] = field(default_factory=set)

    @property
    def actors(self) -> tuple[str, ...]:
        """Whom the person acts for; else the country of the institution; else nobody."""
        acting = self.actor or self.country
        return (acting,) if acting else ()

    @property
    def affiliation(self) -> str | None:
        """ISO3 or bloc of an official, else the institution."""
        return self.actor or self.institution or self.country or self.guess

    @property
    def known_as(self) -> str:
        """Role for the record: as the document gives it, else the office in the table."""
        return self.role or (self.term.office if self.term else "")


_FULL = 2


class People:
    """Everyone in a document."""

    def __init__(self, states: Counter[str], on: str | None) -> None:
        self.states = states
        self.on = on
        self.everyone: list[Person] = []
        self._by_words: dict[tuple[str, ...], Person] = {}
        self._by_short: dict[str, list[Person]] = {}
        self._by_given: dict[str, list[Person]] = {}

    def full(self, name: str, official: Official | None, paragraph: int, *, private: bool = False) -> Person:
        """Return the person of a full name, new or known under this or a like spelling.

        A private person ("Georgia Meloni, a singer") is nobody of a like name.
        """
        words = name_words(name)
        person = self._by_words.get(words)
        if person is None and private and (official is None or name_words(official.name) != words):
            person = Person(_proper(name), words, paragraph, sex=sex_of(words[0]))
            self.everyone.append(person)
        if person is None:
            official = official or self._official(words)
            person = self._like(words, official)
        if person is None:
            person = Person(official.name if official else _proper(name), words, paragraph, sex=sex_of(words[0]))
            self.everyone.append(person)
            if official:
                self._complete(person, official)
        self._by_words[words] = person
        self._learn(person, short_forms(name))
        given = self._by_given.setdefault(words[0], [])
        if person not in given:
            given.append(person)
        return person

    def short(self, surname: str, *, likely: bool, title: Description | None = None) -> Person | None:
        """Return whom a surname alone means: someone named in full here, else an official of a state named here.

        Parameters
        ----------
        likely : bool
            Whether the parser takes it for a person, or a title stands before it.
        title : Description, optional
            What the title says.
        """
        word = " ".join(name_words(surname))
        if word.endswith("s") and word not in self._by_short and self._known(word[:-1]):
            word = word[:-1]  # a possessive that lost its apostrophe
        here = self._by_short.get(word)
        if here:
            return _fitting(here, title)
        official = self._table_surname(word, title, likely=likely)
        if official is not None:
            person = self.of_table(official)
            self._learn(person, (word, *short_forms(official.name)))
            return person
        titled = title is not None and title.titled
        if likely and not titled and (given := self.by_given(word)) is not None:
            return given
        if likely and len(word) > 1:
            known = islice(self._by_short.items(), _MOST_ALIKE)
            near = [p for short, held in known if near_short(word, short) for p in held]
            if len(set(map(id, near))) == 1:
                self._learn(near[0], (word,))
                return near[0]
        return None

    def _known(self, surname: str) -> bool:
        return surname in self._by_short or any(self._serves_here(o) for o in by_surname().get(surname, ()))

    def of_table(self, official: Official) -> Person:
        """Return the person of an official, known here or new."""
        words = name_words(official.name)
        person = self._like(words, official)
        if person is None:
            person = Person(official.name, words, -1)
            self.everyone.append(person)
            self._complete(person, official)
        return person

    def called(self, person: Person, word: str) -> None:
        """Note another word someone is called by alone: a given name."""
        self._learn(person, (fold(word),))

    def knows(self, surname: str) -> bool:
        """Whether someone here is called so for short."""
        return surname in self._by_short

    def by_given(self, word: str) -> Person | None:
        """Return the only one here whose name begins so: many countries call people by their given names."""
        held = self._by_given.get(word, [])
        if len(held) != 1 or len(held[0].words) < _FULL:
            return None
        return held[0] if held[0].role or sex_of(word) else None  # else it may be no person at all

    def stranger(self, surname: str, paragraph: int) -> Person:
        """Add someone known by one name only."""
        person = Person(_proper(surname), name_words(surname), paragraph)
        self.everyone.append(person)
        self._learn(person, name_words(surname)[-1:])
        return person

    def describe(self, person: Person, found: Description) -> None:
        """Add what a text says of a person; what came first stays, unless it said less."""
        person.sex = person.sex or found.sex
        if found.role is None:
            if person.actor is None and person.institution is None:
                person.institution, person.country = found.institution, found.country or person.country
                person.role_class = person.role_class or found.role_class
            return
        if found.institution and found.role_class in _PRIVATE and not self._in_office(person):
            person.official, person.term, person.actor = None, None, None
        if found.role_class == "counterpart" and person.official is not None:
            return
        if person.role is None or (person.actor is None and person.institution is None and person.official is None):
            person.role = found.role
            person.role_class = found.role_class
        if person.official is None:
            person.actor = person.actor or found.actor
        elif found.actor and found.actor != person.actor:
            self._change_office(person, found.actor)
        if person.actor is None:
            person.institution = person.institution or found.institution
            person.country = person.country or found.country

    def _in_office(self, person: Person) -> bool:
        """Whether someone serves a state the document names, then or now; else a private post goes before the table."""
        if person.official is None or person.term is None:
            return False
        current = person.term.holds(self.on) if self.on else not person.term.end
        return current and self._serves_here(person.official)

    def _change_office(self, person: Person, actor: str) -> None:
        """Go by the document where it says someone served another actor the table knows of."""
        terms = person.official.terms if person.official else ()
        other = next((t for t in terms if t.actor == actor), None)
        if other is not None and person.term is not None and not (self.on and person.term.holds(self.on)):
            person.actor, person.term = actor, other

    def _learn(self, person: Person, shorts: tuple[str, ...]) -> None:
        for short in shorts:
            person.shorts.add(short)
            held = self._by_short.setdefault(short, [])
            if person not in held:
                held.append(person)

    def _complete(self, person: Person, official: Official) -> None:
        term = official.term(self.on)
        person.official, person.term = official, term
        person.actor, person.sex = term.actor, official.sex
        person.role_class = role_class(term.office)
        self._learn(person, tuple(fold(s) for s in official.surnames))

    def _like(self, words: tuple[str, ...], official: Official | None) -> Person | None:
        for person in islice(self.everyone, _MOST_ALIKE):
            if official is not None and person.official is official:
                return person
            if len(person.words) > 1 and same_person(words, person.words):
                return person
        return None

    def _official(self, words: tuple[str, ...]) -> Official | None:
        """Official of a full name in the table, or of a like spelling if the document names the state."""
        exact = by_name().get(" ".join(words))
        if exact:
            return exact[0]
        near = [o for o in _by_skeleton().get(skeleton(words[-1]), ()) if self._serves_here(o)]
        return next((o for o in near if same_person(words, name_words(o.name))), None)

    def _serves_here(self, official: Official) -> bool:
        return any(self.states[t.actor] for t in official.terms)

    def _table_surname(self, word: str, title: Description | None, *, likely: bool) -> Official | None:
        """Official of a surname: of a state the document names, in office then, the highest office first."""
        held = by_surname().get(word, ())
        actor = title.actor if title else None
        if actor:
            held = tuple(o for o in held if any(t.actor == actor for t in o.terms))
        else:
            held = tuple(o for o in held if self._serves_here(o))
        if not held or not (likely or len(held) == 1):
            return None
        return max(held, key=self._rank)

    def _rank(self, official: Official) -> tuple[bool, bool, int]:
        term = official.term(self.on)
        return (term.holds(self.on) if self.on else not term.end, term.office in _LEADING, self.states[term.actor])


def _fitting(people: list[Person], title: Description | None) -> Person:
    """Of several people of one surname, the one a title fits; else the first named."""
    if title is not None and len(people) > 1:
        fits = [p for p in people if title.actor and p.actor == title.actor]
        fits = [p for p in fits or people if title.role_class and p.role_class == title.role_class] or fits
        if fits:
            return fits[0]
    return next((p for p in people if p.role_class == "head"), people[-1])


def _proper(name: str) -> str:
    """Return a name in ordinary capitals if it is all in capitals or all in lower case."""
    plain = " ".join(name.split())
    return plain.title() if plain.islower() or (plain.isupper() and len(plain) > 3) else plain


@cache
def _by_skeleton() -> dict[str, tuple[Official, ...]]:
    found: dict[str, list[Official]] = {}
    for official in officials():
        found.setdefault(skeleton(name_words(official.name)[-1]), []).append(official)
    return {k: tuple(v) for k, v in found.items()}


def why_named(person: Person, text: str, *, surname: bool) -> str:
    """Say why a name as written means a person."""
    office = f", {office_in_words(person.term)}" if person.term else ""
    if not surname:
        return (f"full name{office}" if office else "full name") if person.official else "personal name"
    if person.named_in >= 0 and len(person.words) > 1:
        given = fold(text) == person.words[0] and fold(text) not in short_forms(person.name)
        part = "given name" if given else "surname"
        return f"{part} of {person.name}, named in full in paragraph {person.named_in + 1}"
    return f"surname of {person.name}{office}"
