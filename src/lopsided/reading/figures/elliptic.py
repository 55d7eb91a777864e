"""Numbers of people whose noun is left out: "Peru hosts half a million", "Chad 100,000 and Mali 85,000 refugees"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from lopsided.reading.figures.find import Candidate
    from lopsided.terms.quantities import Amount

_MANY = 1000
_FEWEST = 2
_PAIR = 2
_THERE = frozenset(("in", "abroad", "across", "there", "at"))
_YEARS = range(1900, 2101)
_LEADS = frozenset(
    ("with", "to", "from", "at", "over", "of", "was", "is", "were", "has", "had", "be", "reached", "hit")
)
_FOLLOWS = frozenset(
    ("and", "while", "in", "recorded", "this", "during", "by", "last", "between", "as", "from", "\u2014", "\u2013")
)
_BETWEEN = frozenset((",", "and", "while", ";"))
_NUMBER_OF = frozenset(("number", "numbers", "total"))
LEFT_OUT = "the people counted are those told of before"
OF_THEM = "a part of those told of before"
HARMED = "people to whom something was done"
_THEM = frozenset(("them", "whom", "which", "these", "those"))


def people_of(doc: Doc, amount: Amount, place: tuple[int, int], last: Candidate | None) -> str | None:
    """Return what people a bare number counts: those of the count before, or whose number its sentence tells of.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        The paragraph.
    amount : Amount
        A number without a noun.
    place : tuple of int
        Its tokens.
    last : Candidate or None
        The figure before it in the paragraph.

    Returns
    -------
    str or None
        The noun in the singular; None where the number is small, a year, or of something else.
    """
    if not _is_bare(doc, amount, place[1]):
        return None
    before = _before(doc, place[0])
    named = before.pos_ == "PROPN" and before.ent_type_ in ("GPE", "LOC", "")
    if not (named or before.lower_ in _LEADS or before.pos_ == "VERB"):
        return None
    sent = doc[place[0]].sent
    near = last is not None and doc[last.start].sent.end >= sent.start
    if last is not None and near and last.quantity == "count" and is_of_people(last.unit):
        return last.unit
    for token in doc[sent.start : place[0]]:
        if token.lower_ in _NUMBER_OF and doc[token.i + 1].lower_ == "of":
            return next((t.lemma_.lower() for t in doc[token.i + 2 : token.i + 5] if is_of_people(t.lemma_)), None)
    return None


def part_of_them(doc: Doc, amount: Amount, end: int, last: Candidate | None) -> str | None:
    """Return what "three of them" and "850,000 of whom" count: what the figure before does; else None.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        The paragraph.
    amount : Amount
        A number without a noun.
    end : int
        The token behind it.
    last : Candidate or None
        The figure before it in the paragraph.
    """
    if amount.kind != "number" or last is None or last.quantity != "count" or end + 1 >= len(doc):
        return None
    near = doc[last.start].sent.end >= doc[end].sent.start
    return last.unit if near and doc[end].lower_ == "of" and doc[end + 1].lower_ in _THEM else None


def harmed_people(doc: Doc, amount: Amount, place: tuple[int, int]) -> str | None:
    """Return "person" where a number alone counts dead, wounded or held: "wounded 42", "16 were shot dead"; else None.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        The paragraph.
    amount : Amount
        A number without a noun.
    place : tuple of int
        Its tokens.
    """
    root = doc[place[0] : place[1]].root
    verb = root.head
    if amount.kind != "number" or amount.value < _FEWEST or verb.lemma_.lower() not in words("harm") | words("die"):
        return None
    done = root.dep_ == "nsubjpass" or (root.dep_ == "dobj" and verb.lemma_.lower() in words("harm"))
    of_others = place[1] < len(doc) and doc[place[1]].lower_ == "of"
    return "person" if (done or root.dep_ == "nsubj") and root.pos_ == "NUM" and not of_others else None


def dwellers(doc: Doc, at: int) -> int | None:
    """Return the people of "3 million Nepalis work in India", where the verb was taken for a noun."""
    told = [t.lower_ for t in doc[at + 1 : at + 3]]
    people = doc[at].text[:1].isupper() and doc[at].text.endswith(("s", "ese"))
    return at if people and len(told) == _PAIR and told[0] in words("dwell") and told[1] in _THERE else None


def named_people(doc: Doc, at: int) -> int | None:
    """Return a people the parser took for a name: "3 million Thais"."""
    token = doc[at]
    named = token.pos_ in ("PROPN", "ADJ") and token.text[:1].isupper() and token.text.endswith("s")
    return at if named and (at + 1 >= len(doc) or doc[at + 1].pos_ not in ("PROPN", "NOUN", "PART")) else None


def is_of_people(unit: str | None) -> bool:
    """Whether a noun is one for people who may be abroad, or the name of a people."""
    return unit is not None and (unit.lower() in words("traveller") or unit[:1].isupper() or unit in words("people"))


def goes_on_to(doc: Doc, end: int, following: Candidate) -> bool:
    """Whether only names and hedges stand between a bare number and the next count: "Chad 100,000 and Mali 85,000"."""
    between = doc[end : following.start]
    if following.quantity != "count" or not is_of_people(following.unit) or len(between) == 0:
        return False
    named = any(t.pos_ == "PROPN" for t in between)
    plain = all(t.pos_ == "PROPN" or t.lower_ in _BETWEEN or t.lower_ in words("still") for t in between)
    return named and plain


def _is_bare(doc: Doc, amount: Amount, end: int) -> bool:
    if amount.kind != "number" or amount.value < _MANY or amount.value in _YEARS or end >= len(doc):
        return False
    return doc[end].text in (",", ".", ";", ")") or doc[end].lower_ in _FOLLOWS


def _before(doc: Doc, at: int) -> Token:
    """Return the word before a number, hedges left out."""
    at -= 1
    while at > 0 and doc[at].lower_ in words("still") and doc[at].lower_ not in _LEADS:
        at -= 1
    return doc[at]
