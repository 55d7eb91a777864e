"""Persons named in a document: full names first, then surnames alone, each with what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.symbols import DEP, POS, PROPN, nsubj

from lopsided.reading.mentions.cast_people import People, Person, why_named
from lopsided.reading.mentions.descriptions import Description, Surroundings, describe
from lopsided.reading.mentions.institutions import is_portfolio
from lopsided.reading.mentions.name_shapes import extended, is_name_word, title_at
from lopsided.reading.mentions.namesakes import private_person
from lopsided.reading.mentions.personal_names import PARTICLES, family_first
from lopsided.reading.mentions.roles import organ_words
from lopsided.reading.mentions.titled_names import heads_name, titled_names
from lopsided.reading.parsed import Mention
from lopsided.terms.officials import by_surname
from lopsided.terms.surfaces import senses
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from lopsided.terms.officials import Official

_SAYING = frozenset(
    (
        "say",
        "tell",
        "add",
        "write",
        "note",
        "argue",
        "explain",
        "claim",
        "warn",
        "suggest",
        "describe",
        "stress",
        "insist",
    )
)
_SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III"))


@dataclass(slots=True)
class Spotted:
    """A personal name at a token range of a paragraph."""

    around: Surroundings
    start: int
    end: int
    person: Person | None
    surname: bool
    likely: bool


def find_people(everywhere: list[Surroundings], people: People) -> list[Spotted]:
    """Find every personal name; fills ``people``."""
    found: list[Spotted] = []
    for around in everywhere:
        found += _full_names(around, people)
    for one in found:
        if one.person is not None:
            people.describe(one.person, describe(one.around, one.start, one.end))
    for around in everywhere:
        found += _surnames(around, people)
    return sorted((s for s in found if s.person is not None), key=lambda s: (s.around.scene.paragraph.index, s.start))


def _full_names(around: Surroundings, people: People) -> list[Spotted]:
    scene = around.scene
    found = []
    spans: list[tuple[int, int, Official | None, bool]] = [
        (*scene.tokens(hit.start, hit.end), hit.entry.officials[0], True) for hit in scene.hits if hit.entry.officials
    ]
    spans += [(*span, None, True) for span in around.namesakes]
    spans += [(*span, None, True) for span in _parsed_names(around)]
    spans += [(*span, None, True) for span in titled_names(around)]
    for start, end, official, likely in spans:
        if end <= start or any(i in around.persons for i in range(start, end)):
            continue
        around.persons.update(range(start, end))
        name = scene.text(start, end)
        if official is not None or _words_in(around, start, end) > 1:
            private = private_person(scene, end)
            person = people.full(name, official, scene.paragraph.index, private=private)
            if (start, end) in around.namesakes:
                people.called(person, scene.texts[start])
            found.append(Spotted(around, start, end, person, surname=False, likely=likely))
        elif (start, end) in around.namesakes:
            person = people.stranger(name, scene.paragraph.index)
            found.append(Spotted(around, start, end, person, surname=True, likely=likely))
        else:
            around.persons.difference_update(range(start, end))
    return found


def _words_in(around: Surroundings, start: int, end: int) -> int:
    """Words of a name, a hyphened one counted once."""
    texts = around.scene.texts
    hyphens = sum(texts[i] == "-" for i in range(start, end))
    return (end - start) - 2 * hyphens - sum(texts[i] in _SUFFIXES for i in range(start, end))


def _parsed_names(around: Surroundings) -> list[tuple[int, int]]:
    """Names the parser found, without titles, and speakers it missed."""
    spans = [_trimmed(around, _name_start(around, e), e.end) for e in around.scene.doc.ents if e.label_ == "PERSON"]
    doc = around.scene.doc
    for i in [i for i, (dep, pos) in enumerate(doc.to_array([DEP, POS]).tolist()) if dep == nsubj and pos == PROPN]:
        if doc[i].ent_type_ != "PERSON" and doc[i].head.lemma_ in _SAYING:
            start = i
            while start > 0 and _is_given(around, start - 1):
                start -= 1
            titles = any(title_at(around, j) for j in range(start, i + 1))
            if i - start in {1, 2} and not titles and is_name_word(around, i) and not _body_word(around, start, i + 1):
                spans.append((start, i + 1))
    return spans


def _name_start(around: Surroundings, name: Span) -> int:
    """Where a name begins whose first words the parser left out: "Elmer Salas" read as "Salas"."""
    doc, start = around.scene.doc, name.start
    while start > 0 and doc[start - 1].dep_ == "compound" and doc[start - 1].head.i in range(start, name.end):
        if not _is_given(around, start - 1) or doc[start - 1].ent_type_ not in {"", "PERSON"}:
            break
        start -= 1
    set_off = start > 0 and doc[start - 1].text == ","  # "the spokeswoman, Dang Minh Chau" read as "Minh Chau"
    return start if len(name) == 1 or set_off else name.start


def _is_given(around: Surroundings, i: int) -> bool:
    """Whether a word before a surname is of the name, and no office ("Prime Ministers Ana Ruiz and ...")."""
    return is_name_word(around, i) and around.scene.doc[i].pos_ == "PROPN" and not title_at(around, i)


def _body_word(around: Surroundings, start: int, end: int) -> bool:
    return any(fold(around.scene.texts[j]) in organ_words() for j in range(start, end)) or (
        around.scene.doc[end - 1].ent_type_ in {"ORG", "GPE", "NORP"}
    )


def _trimmed(around: Surroundings, start: int, end: int) -> tuple[int, int]:
    """Cut titles, states and tails off a name the parser found."""
    texts = around.scene.texts
    while start < end and (
        not is_name_word(around, start)
        or title_at(around, start)
        or _opens(around, start, end)
        or _holds_for(around, start, end)
    ):
        start += 1
    stop = start
    while stop < end and (is_name_word(around, stop) or (texts[stop] == "-" or fold(texts[stop]) in PARTICLES)):
        stop += 1
    while stop > start and not is_name_word(around, stop - 1):
        stop -= 1
    stop = extended(around, stop) if stop > start else stop
    if stop >= end and stop > start:
        stop += _family_name_first(around, start, stop)
        titled = any(title_at(around, j) for j in range(max(0, start - 1), start))
        if titled and stop < len(texts) and is_name_word(around, stop) and heads_name(around, start, stop):
            stop += 1
    return start, stop


def _family_name_first(around: Surroundings, start: int, stop: int) -> int:
    """Return 1 where a name of the order "Le Minh Son" goes on by a word the parser left out."""
    texts, doc = around.scene.texts, around.scene.doc
    cut = stop - start == 2 and fold(texts[start]) in family_first() and stop < len(texts)
    return int(cut and doc[stop].pos_ == "PROPN" and is_name_word(around, stop) and stop not in around.roles)


def _holds_for(around: Surroundings, start: int, end: int) -> bool:
    """Whether a word is the state of an office, before a name of two words ("Minister of Trade of Chile Ana Ruiz")."""
    texts = around.scene.texts
    led = start > 1 and texts[start - 1].lower() == "of"
    after_office = led and (title_at(around, start - 2) or _is_of_a_state(texts[start - 2]))
    states = senses().get((fold(texts[start]),), ()) if after_office and end - start > 2 else ()
    return bool(states) and states[0].kind == "name"


def _is_of_a_state(word: str) -> bool:
    """Whether a word is what an office is in charge of, or a body of a state: "Trade", "MFA", "Ministry"."""
    return is_portfolio(word) or organ_words().get(fold(word)) == "organ"


def _opens(around: Surroundings, start: int, end: int) -> bool:
    """Whether a word has its capital only from opening the sentence ("Meeting Modi")."""
    token = around.scene.doc[start]
    if (
        token.is_sent_start
        and end - start > 1
        and token.text.endswith("ing")
        and around.scene.texts[end : end + 1] == [","]
    ):
        return True  # "Hosting Ruiz, ..."
    return end - start > 1 and token.is_sent_start and token.pos_ in {"VERB", "ADP", "SCONJ", "ADV", "DET", "INTJ"}


def _surnames(around: Surroundings, people: People) -> list[Spotted]:
    """Surnames alone, of people named here or in the table."""
    scene = around.scene
    found = []
    table, texts = by_surname(), scene.texts
    lower = scene.lower
    i = 0
    while i < len(texts):
        word = texts[i]
        if (
            i in around.persons
            or i in around.named_at
            or not (word[:1].isupper() or (lower and _may_be_name(around, i, people)))
        ):
            i += 1
            continue
        start, end = i, _surname_end(around, i, people)
        i = end
        surname = scene.text(start, end)
        key = fold(surname)
        parsed = scene.doc[start].ent_type_ == "PERSON"
        given = _acts(scene.doc[start]) and people.by_given(key) is not None
        known = key in table or people.knows(key) or given
        if not (known or parsed) or _within_name(around, start, end):
            continue
        one = _surname(around, start, end, people, parsed=parsed or given)
        if one is not None:
            around.persons.update(range(start, end))
            found.append(one)
    return found


def _acts(token: Token) -> bool:
    """Whether a word is the subject of a clause, or owns it: some go by given names ("Ismail thanked")."""
    return token.pos_ == "PROPN" and token.dep_ in {"nsubj", "nsubjpass", "poss"}


def _may_be_name(around: Surroundings, i: int, people: People) -> bool:
    """Whether a word of a text without capitals can be a surname: a long one, or one of somebody named here."""
    word = around.scene.texts[i]
    plain = around.scene.doc[i].pos_ in {"PROPN", "NOUN", "X", "ADJ", "INTJ"} and not around.scene.doc[i].is_stop
    return len(word) > 4 or (plain and len(word) > 1 and people.knows(fold(word)))


def _surname_end(around: Surroundings, start: int, people: People) -> int:
    """End of a surname of several tokens: "al-Sisi", "Von der Leyen", "Díaz Canel"."""
    texts = around.scene.texts
    end = start + 1
    while (
        end + 1 < len(texts) and texts[end] == "-" and texts[end + 1][:1].isalpha() and end + 1 not in around.named_at
    ):
        end += 2
    plain = fold(texts[start])
    while plain in PARTICLES and end + 1 < len(texts) and fold(texts[end]) in PARTICLES:
        end += 1
    if end < len(texts) and end not in around.named_at and texts[end][:1].isupper() == texts[start][:1].isupper():
        both = fold(around.scene.text(start, end + 1))
        if both in by_surname() or people.knows(both):
            return end + 1
    if (
        end < len(texts)
        and texts[end][:1].isupper()
        and (plain in PARTICLES or plain in {"king", "prince", "pope", "sheikh"})
    ):
        end += 1
    return end


def _within_name(around: Surroundings, start: int, end: int) -> bool:
    """Whether capitalised neighbours make the word part of some other name ("Hyde Park", "Li Auto")."""
    doc, texts = around.scene.doc, around.scene.texts
    before = around.named_at.get(start - 1)
    if before is not None and before.sense.kind == "adjective" and doc[start].ent_type_ != "PERSON":
        return True
    if start and doc[start - 1].pos_ == "PROPN" and is_name_word(around, start - 1) and not title_at(around, start - 1):
        return doc[start - 1].dep_ == "compound" and start - 1 not in around.role_ends
    return end < len(texts) and doc[end].pos_ == "PROPN" and is_name_word(around, end) and doc[start].dep_ == "compound"


def _surname(around: Surroundings, start: int, end: int, people: People, *, parsed: bool) -> Spotted | None:
    title = describe(around, start, end)
    likely = parsed or title.titled
    text = around.scene.text(start, end)
    if not likely and around.scene.doc[start].pos_ not in {"PROPN", "X"} and not people.knows(fold(text)):
        return None
    person = people.short(text, likely=likely, title=title)
    if person is None and likely and _stands_alone(around, start, title):
        person = people.stranger(text, around.scene.paragraph.index)
    if person is None:
        return None
    people.describe(person, title)
    return Spotted(around, start, end, person, surname=True, likely=likely)


def _stands_alone(around: Surroundings, start: int, title: Description) -> bool:
    """Whether an unknown single name is worth an entry: it has a title, or it acts."""
    before = around.named_at.get(start - 1)
    if before is not None and before.sense.kind == "adjective" and not title.titled:
        return False
    return title.titled or title.role is not None or around.scene.doc[start].dep_ in {"nsubj", "nsubjpass"}


def person_mention(one: Spotted) -> Mention:
    """Return the mention of a personal name."""
    scene, person = one.around.scene, one.person
    if person is None:
        msg = "a personal name without a person is no mention"
        raise ValueError(msg)
    head = int(scene.doc[one.start : one.end].root.i)
    why = why_named(person, scene.text(one.start, one.end), surname=one.surname)
    sure = 0.95 if person.official or len(person.words) > 1 else 0.5
    return Mention(
        span=scene.span(one.start, one.end), paragraph=scene.paragraph.index, start=one.start, end=one.end, head=head,
        text=scene.text(one.start, one.end), kind="person", actors=person.actors, names=(person.name,),
        role=person.known_as or None, why=why, confidence=sure,
        affiliation=person.affiliation, basis=_basis(one, person),
    )  # fmt: skip


def _basis(one: Spotted, person: Person) -> str:
    """By what a name was taken for a person of a state, where neither the name nor a title tells it."""
    if person.settled:
        return "settled"
    if person.affiliation is not None and person.affiliation == person.guess:
        return "guess"
    return "surname" if one.surname and person.named_in < 0 and person.official is not None else ""
