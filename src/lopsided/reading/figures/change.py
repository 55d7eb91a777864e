"""Whether a number says how much something changed: "rose 25 %", "a 25 % rise", "grew at an annual 4 %", "+4 %"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_REACH = 6


def change_at(doc: Doc, place: tuple[int, int]) -> tuple[int, str] | None:
    """Return +1 or -1 and the word, if the number at a token range says how much something changed.

    "rose 25 %", "up 25 %", "by a quarter", "a 25 % rise", "growth of 25 %", "25 % higher", "grew at an annual 4 %",
    "growth reached 4 %", "+4 %"; but not "rose to 25 %" and not "snapped up 25 %".
    """
    before = place[0] - 1
    if doc[place[0]].text[0] in _SIGNS and len(doc[place[0]]) > 1:
        return 1, doc[place[0]].text[0]  # "(+4 percent)"; a minus is in the number already
    if before >= 0 and doc[before].text in _SIGNS:
        return _SIGNS[doc[before].text], doc[before].text
    passed = set()
    while before >= 0 and place[0] - before <= _REACH and doc[before].lower_ in words("still"):
        if doc[before].lower_ == "up" and doc[before + 1].lower_ != "to" and doc[before - 1].lemma_ != "make":
            if _is_particle(doc[before]):
                return None
            break
        passed.add(doc[before].lower_)
        if doc[before].lower_ == "to" and doc[before - 1].lower_ not in ("up", "close"):
            return _told_of(doc, place)
        before -= 1
    found = (
        _change_before(doc, before) or _change_after(doc, place[1]) or _at_a_pace(doc, before) or _told_of(doc, place)
    )
    if found is None and "by" in passed:
        found = change_above(doc[place[0]])
    if found is None and doc[place[1] : place[1] + 5].text.lower().startswith(_A_YEAR_ON):
        return 1, "a year on"
    return found


_A_YEAR_ON = ("year-on-year", "year on year", "from a year", "on year", "compared with a year", "on the year")


def _is_particle(token: Token) -> bool:
    """Whether "up" belongs to a verb that does not rise ("snapped up 73 percent", "makes up a third")."""
    verb = token.head
    return token.dep_ == "prt" and verb.i == token.i - 1 and not _sign(verb) and verb.lemma_ not in _GO


def _at_a_pace(doc: Doc, at: int) -> tuple[int, str] | None:
    """Read "grew at an average annual 4 percent", "rising at a rate of 4 percent"."""
    words_before = doc[max(0, at - _PACE) : at + 1]
    start = next((t.i for t in reversed(words_before) if t.lower_ == "at"), None)
    between = doc[start + 1 : at + 1] if start is not None else ()
    if not start or not all(
        t.pos_ in ("DET", "ADJ", "NOUN", "VERB", "PUNCT", "ADV") or t.lower_ == "of" for t in between
    ):
        return None
    sign = _sign(doc[start - 1])
    return (sign, doc[start - 1].text) if sign and any(t.lower_ in _PACES for t in between) else None


def _told_of(doc: Doc, place: tuple[int, int]) -> tuple[int, str] | None:
    """Read "growth amounted to 4 percent", "the increase was 4 percent": a change whose size is told."""
    verb = doc[place[1] - 1]
    for _ in range(_REACH):
        if verb.pos_ in ("VERB", "AUX") or verb.head.i == verb.i:
            break
        verb = verb.head
    if verb.lemma_ not in words("level") | _TELLS or verb.i >= place[0]:
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ != "NOUN" or subject.lemma_.lower() not in _CHANGES:
        return None
    return _sign(subject), subject.text


_SIGNS = {"+": 1, "\u2212": -1}
_BALANCE = {"plus": 1, "minus": -1}
_GO = frozenset(("be", "go", "come", "stay", "remain", "edge", "creep", "move", "pick", "shoot", "tick", "inch"))
_PACE = 6
_PACES = frozenset(("rate", "pace", "annual", "annualised", "annualized", "yearly", "average", "clip", "speed", "mean"))
_TELLS = frozenset(("be", "average", "come", "measure", "equal"))
_CHANGES = frozenset(
    ("growth", "rise", "increase", "decline", "decrease", "drop", "fall", "jump", "surge", "reduction", "expansion")
)


def _change_before(doc: Doc, at: int) -> tuple[int, str] | None:
    if at < 0:
        return None
    lead = doc[at - 1] if doc[at].lower_ == "of" and at else doc[at]
    if lead.i < at and lead.lower_ in _BALANCE:
        return _BALANCE[lead.lower_], lead.text  # "a plus of 8 percent"
    if lead.lower_ == "rate" and lead.i and _sign(doc[lead.i - 1]):
        lead = doc[lead.i - 1]  # "a growth rate of 4 percent"
    if lead.lower_ == "for" and at and doc[at - 1].pos_ == "VERB" and "of" not in {t.lower_ for t in doc[at : at + 5]}:
        lead = doc[at - 1]  # "jumped for 40 percent"
    sign = _sign(lead)
    return (sign, lead.text) if sign else None


def _change_after(doc: Doc, at: int) -> tuple[int, str] | None:
    for token in doc[at : at + 4]:
        sign = _sign(token)
        if sign and not (token.pos_ == "VERB" and token.dep_ == "ROOT"):
            return sign, token.text
        if token.pos_ not in ("ADJ", "NOUN", "PUNCT", "ADV") or token.lower_ in (",", "."):
            break
    return None


def change_above(token: Token) -> tuple[int, str] | None:
    """Return the nearest word above a token that says something rose or fell, with its sign."""
    for _ in range(_REACH):
        token = token.head
        if sign := _sign(token):
            return sign, token.text
    return None


def _sign(token: Token) -> int:
    for form in (token.lower_, token.lemma_.lower()):
        if form in words("up"):
            return 1
        if form in words("down"):
            return -1
    return 0
