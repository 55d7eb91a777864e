"""Numbers and ranks in a parsed paragraph that are figures, and what kind each is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lopsided.reading.dates.dates import times_of
from lopsided.reading.figures.amounts import is_calibre, is_packing, rate_of, same_unit, with_lower_end
from lopsided.reading.figures.change import change_above, change_at
from lopsided.reading.figures.elliptic import (
    HARMED,
    LEFT_OUT,
    OF_THEM,
    dwellers,
    goes_on_to,
    harmed_people,
    named_people,
    part_of_them,
    people_of,
)
from lopsided.reading.figures.hedges import hedge_at
from lopsided.reading.figures.words import words
from lopsided.terms.quantities import amounts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from lopsided.reading.parsed import Paragraph
    from lopsided.records.kinds import Quantity
    from lopsided.terms.quantities import Amount

_REACH = 6
_CALENDAR = ("span-back",)
_SMALL = 10
_FEW = 3
_MANY = 1000
_STRONG = frozenset(("strong", "odd"))
_MINUTES = frozenset(("min", "mins", "minute", "minutes"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number or a rank that is a figure, before anyone asks who trades with whom.

    Attributes
    ----------
    quantity, value, high, unit : as in ``records.kinds.Figure``
    start, end : int
        Token range of the words: hedge, number, unit, and the noun counted.
    head : int
        The token to ask about: the unit, the noun counted, the noun a rank is about.
    hedge, hedge_words : str or None and str
    rate : str or None
        "per year" and the like.
    reasons : tuple of str
    """

    quantity: Quantity
    value: float | None
    unit: str | None
    start: int
    end: int
    head: int
    high: float | None = None
    hedge: str | None = None
    rate: str | None = None
    reasons: tuple[str, ...] = ()


def numbers(paragraph: Paragraph) -> Iterator[Candidate]:
    """Yield the figures of a paragraph that have a number."""
    doc = paragraph.doc
    found = list(amounts(paragraph.text))
    if not found:
        return
    calendar = [
        (t.expression.start, t.expression.end) for t in times_of(paragraph) if t.expression.rule not in _CALENDAR
    ]
    last: Candidate | None = None
    waiting: tuple[Amount, tuple[int, int]] | None = None
    for index in range(len(found)):
        amount = found[index] = with_lower_end(paragraph.text, same_unit(paragraph, found, index))
        if any(a < amount.end and amount.start < b for a, b in calendar) or _to_be_read(paragraph.text, amount):
            continue
        tokens = doc.char_span(amount.start, amount.end, alignment_mode="expand")
        packing = tokens is not None and amount.kind == "volume" and is_packing(doc, tokens.end)
        if tokens is None or packing or any(t.like_url or t.like_email for t in tokens):
            continue
        partner = _part_of_next(paragraph.text, found, index)
        candidate = _candidate(paragraph, amount, (tokens.start, tokens.end), partner)
        candidate = candidate or _in_brackets(paragraph, amount, (tokens.start, tokens.end), last)
        candidate = candidate or _of_people(paragraph, amount, (tokens.start, tokens.end), last)
        if candidate:
            last = _alike(doc, candidate, last)
            if waiting is not None and goes_on_to(doc, waiting[1][1], last):
                yield _left_out(paragraph, *waiting, (str(last.unit), LEFT_OUT))
            yield last
        waiting = None if candidate else (amount, (tokens.start, tokens.end))


def _in_brackets(
    paragraph: Paragraph, amount: Amount, place: tuple[int, int], last: Candidate | None
) -> Candidate | None:
    """Read "followed by Chad (26,300)" after "30,000 visitors" as visitors."""
    doc = paragraph.doc
    if last is None or last.quantity != "count" or amount.kind != "number" or amount.spelled or place[1] >= len(doc):
        return None
    if doc[place[0] - 1].text != "(" or doc[place[1]].text != ")" or doc[last.start].sent != doc[place[0]].sent:
        return None
    why = f"a number of {last.unit}s, as the one before"
    return Candidate("count", amount.value, last.unit, *place, place[1] - 1, reasons=(why,))


def _of_people(
    paragraph: Paragraph, amount: Amount, place: tuple[int, int], last: Candidate | None
) -> Candidate | None:
    """Read "Peru hosts half a million" after "two million refugees" as refugees, "wounded 42" as people."""
    doc = paragraph.doc
    if (unit := people_of(doc, amount, place, last)) is not None:
        return _left_out(paragraph, amount, place, (unit, LEFT_OUT))
    if (unit := part_of_them(doc, amount, place[1], last)) is not None:
        return _left_out(paragraph, amount, place, (unit, OF_THEM))
    unit = harmed_people(doc, amount, place)
    return _left_out(paragraph, amount, place, (unit, HARMED)) if unit is not None else None


def _left_out(paragraph: Paragraph, amount: Amount, place: tuple[int, int], told: tuple[str, str]) -> Candidate:
    unit, why = told
    hedge, start, _ = hedge_at(paragraph.text, amount.start, amount.end)
    words_ = paragraph.doc.char_span(start, amount.end, alignment_mode="expand")
    first = words_.start if words_ is not None else place[0]
    return Candidate(
        "count", amount.value, unit, first, place[1], place[1] - 1, high=amount.high, hedge=hedge, reasons=(why,)
    )


def _alike(doc: Doc, candidate: Candidate, last: Candidate | None) -> Candidate:
    """Read the 24 of "growing by 21 and 24 percent" as a change like the 21."""
    if last is None or (candidate.quantity, last.quantity) != ("share", "growth") or last.unit != candidate.unit:
        return candidate
    if doc[candidate.end : candidate.end + 2].text.lower() in _OF_IT:
        return candidate
    between = doc[last.end : candidate.start]
    goes_on = (
        len(between) <= _LONG and between.text.lower().endswith(" and") and all(t.pos_ not in _NO_LIST for t in between)
    )
    if not (between.text.lower() in _AND or goes_on) or last.value is None or candidate.value is None:
        return candidate
    value = -candidate.value if last.value < 0 else candidate.value
    return replace(candidate, quantity="growth", value=value, reasons=("a change, as the one before it",))


_LONG = 8
_NO_LIST = ("VERB", "AUX", "NUM")
_AND = frozenset(("and", "or", ",", "and by", "or by", ", and"))


def _to_be_read(text: str, amount: Amount) -> bool:
    """Whether a number says how long an article is: "4 min read"."""
    after = [w.strip(".,|") for w in text[amount.end : amount.end + 16].lower().split()]
    return amount.kind in ("number", "duration") and (
        after[:1] == ["read"] or (len(after) > 1 and after[0] in _MINUTES and after[1] == "read")
    )


def _part_of_next(text: str, found: Sequence[Amount], index: int) -> Amount | None:
    """Return the 69 of "54 of 69 missiles" for the 54."""
    if index + 1 < len(found) and found[index].kind == "number" and found[index + 1].kind == "number":
        between = text[found[index].end : found[index + 1].start].split()
        if between in (["of"], ["out", "of"], ["of", "the"], ["out", "of", "the"], ["of", "some"]):
            return found[index + 1]
    return None


def _candidate(
    paragraph: Paragraph, amount: Amount, place: tuple[int, int], partner: Amount | None
) -> Candidate | None:
    doc = paragraph.doc
    hedge, start_char, hedge_words = hedge_at(paragraph.text, amount.start, amount.end)
    hedged = doc.char_span(start_char, amount.end, alignment_mode="expand")
    start, end = (hedged.start if hedged is not None else place[0]), place[1]
    quantity, unit, value, why = _kind(doc, amount, place)
    head: int | None = doc[place[0] : place[1]].root.i
    if amount.kind == "number":
        last = doc.char_span(partner.start, partner.end, alignment_mode="expand") if partner else None
        head = _counted(paragraph, amount, (place[0], last.end if last is not None else place[1]))
        if head is None:
            return None
        end, unit = max(place[1], head + 1), _thing(doc[head])
        if unit == "time" and (change := change_above(doc[head])):
            quantity, unit, why = "growth", "factor", f'how many times it "{change[1]}"'
            value = value if change[0] > 0 else 1 / value
    elif quantity is None:
        return None
    reasons = (why, *((f'hedged by "{hedge_words}"',) if hedge else ()))
    return Candidate(
        quantity or "count",
        value,
        unit,
        start,
        end,
        head if head is not None else place[1] - 1,
        high=_signed(amount.high, value),
        hedge=hedge,
        rate=rate_of(paragraph.text, amount),
        reasons=tuple(r for r in reasons if r),
    )


def _thing(noun: Token) -> str:
    """Return what is counted, in the singular: the parser leaves the plural of a people as it is."""
    if noun.lower_ in words("casualty"):
        return str(noun.lower_)
    lemma = noun.lemma_.lower()
    return lemma.removesuffix("s") if noun.tag_ == "NNPS" and noun.text.endswith("s") else lemma


def _signed(high: float | None, value: float) -> float | None:
    return high if high is None or value >= 0 else -high


def _kind(doc: Doc, amount: Amount, place: tuple[int, int]) -> tuple[Quantity | None, str | None, float, str]:
    """Return quantity, unit, value with its sign, and why; no quantity if it is no figure."""
    kind, unit, value = amount.kind, amount.unit, amount.value
    last = doc[place[1] - 1]
    if kind in ("fraction", "points"):
        return _part(doc, amount, place)
    if kind == "factor":
        return _factor(doc, amount, place)
    if kind == "duration":
        return (None if value == 0 or _is_age(doc, place) else "date-span"), unit, value, "a length of time"
    if kind != "number" and last.pos_ == "VERB" and last.text.isalpha() and amount.value < _MANY:  # "16 won" the race
        return None, unit, value, ""
    quantity: Quantity = "money" if kind == "money" else "volume" if kind == "volume" else "count"
    why = f"a number with the unit {unit}" if unit else "a number of things"
    return quantity, unit, value, why


def _part(doc: Doc, amount: Amount, place: tuple[int, int]) -> tuple[Quantity, str | None, float, str]:
    """Tell a share from a growth."""
    if _EARLIER_SIZE.match(doc[place[1] : doc[place[0]].sent.end].text):
        return "growth", "factor", amount.value, EARLIER
    if doc[place[1] : place[1] + 2].text.lower() in ("as much", "as many", "as large", "as big", "as high"):
        return "growth", "factor", amount.value, "one size compared with another"
    of_it = doc[place[1] : place[1] + 2].text.lower() in _OF_IT
    change = change_at(doc, place)
    if change and not of_it:
        return "growth", amount.unit, amount.value * change[0], f'a change, as "{change[1]}" says'
    return "share", amount.unit, amount.value, "a part of a whole"


_OF_IT = frozenset(("of it", "of them", "of which", "of that", "of those", "of these"))
EARLIER = "a size compared with an earlier one"
# "a third of its 2011 level", "a quarter of what it had been"
_EARLIER_SIZE = re.compile(
    r"of (?:(?:the|its|their|his|her|our) (?:[\w'\u2019-]+ ){0,3}?(?:levels?|peak|size|highs?|norm|normal|average)\b"
    r"|what (?:it|they|he|she|we) (?:[a-z]+ )?(?:was|were|been|did|had)\b)",
    re.IGNORECASE,
)


def _is_age(doc: Doc, place: tuple[int, int]) -> bool:
    after = doc[place[1] : place[1] + 2].text.lower().lstrip("-")
    return after.startswith("old") or (place[0] > 0 and doc[place[0] - 1].lower_ in ("aged", "age"))


def _factor(doc: Doc, amount: Amount, place: tuple[int, int]) -> tuple[Quantity | None, str | None, float, str]:
    word = doc[place[1] - 1]
    after = doc[place[1]].lower_ if place[1] < len(doc) else ""
    compares = after in ("as", "the", "its", "their", "that", "more", "higher", "what", "larger", "bigger", "greater")
    if amount.text.lower() in ("twice", "thrice") and not compares:
        return "count", "times", amount.value, "how often"
    if (
        amount.text.lower() in ("double", "triple", "treble", "quadruple")
        and word.pos_ not in ("VERB", "AUX")
        and not compares
    ):
        return None, None, amount.value, ""
    value = amount.value
    change = change_at(doc, place)
    if change and change[0] < 0 and value > 1:
        value = 1 / value
    return "growth", "factor", value, f'"{amount.text}" compares two sizes'


def _counted(paragraph: Paragraph, amount: Amount, place: tuple[int, int]) -> int | None:
    """Return the noun a plain number counts; None if it is part of a name, a list mark, a time or a reference."""
    start, end = place
    doc, text = paragraph.doc, paragraph.text
    if (
        end >= len(doc)
        or text[amount.end].isalpha()
        or text[amount.end] in ":/"
        or is_calibre(doc, end)
        or _is_name_or_mark(doc, amount, place)
    ):
        return None
    noun = end if doc[end].lower_ in words("casualty") else dwellers(doc, end) or _noun_after(doc, end)
    noun = noun or named_people(doc, end)
    if noun is None and not amount.spelled:
        noun = _among(doc, end)
        return noun if noun is not None else _told_number(doc, place)
    if noun is None:
        return None
    lemma = doc[noun].lemma_.lower()
    if amount.value == 1 or lemma in ("am", "pm", "gmt", "o'clock", "a.m.", "p.m.", "page", "years", "year"):
        return None
    if amount.spelled and amount.value <= _SMALL:
        lead = doc[start - 1].lower_ if start else ""
        definite = lead in ("the", "these", "those", "both", "all")
        other = doc[end].lower_ in ("other", "others", "former", "latter")
        few = amount.value <= _FEW and lemma in words("firm")
        told_of = lemma in words("party") and not _are_done_to(doc[noun])
        if told_of or definite or other or few:
            return None
    return noun


def _are_done_to(noun: Token) -> bool:
    """Whether something happens to people counted: "four people were killed", "expelled two diplomats"."""
    done, verb = noun.dep_, noun.head.lemma_.lower()
    harmed = (done == "dobj" and verb in words("harm")) or (done == "nsubj" and verb in words("die"))
    return noun.lemma_.lower() in words("person") and (done == "nsubjpass" or harmed)


def _told_number(doc: Doc, place: tuple[int, int]) -> int | None:
    """Return the workers of "the number of workers fell from 30,000 to 20,000", whose count stands alone."""
    token = doc[place[0] : place[1]].root
    if token.dep_ not in ("pobj", "dobj", "attr") or doc[place[1]].pos_ in ("NOUN", "PROPN", "ADJ", "SYM", "NUM"):
        return None
    verb = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
    changes = verb is not None and (verb.lemma_.lower() in words("up") | words("down") | words("level"))
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None) if verb is not None and changes else None
    if subject is None or subject.i > place[0]:
        return None
    if subject.lemma_.lower() in ("number", "total"):
        below = [t for c in subject.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
        return int(below[0].i) if below else None
    return (
        int(subject.i)
        if subject.tag_ == "NNS" and subject.lemma_.lower() in words("people") | words("traveller")
        else None
    )


def _among(doc: Doc, at: int) -> int | None:
    """Return what "12 of its citizens" counts."""
    if doc[at].lower_ != "of" or at + 2 >= len(doc) or doc[at + 1].lower_ not in ("its", "their", "his", "her", "our"):
        return None
    noun = _noun_after(doc, at + 2)
    return noun if noun is not None and doc[noun].tag_ == "NNS" else None


def _is_name_or_mark(doc: Doc, amount: Amount, place: tuple[int, int]) -> bool:
    start, end = place
    number, before = doc[start], doc[start - 1] if start else None
    if amount.spelled and doc[end].text in ("-", "\u2011") and doc[end + 1 : end + 2].text.lower() not in _STRONG:
        return True  # "two-way trade" is one thing
    if amount.spelled and number.text[:1].isupper() and not number.is_sent_start:
        return True
    if start == 0 and end < len(doc) and doc[end].text in (".", ")", ":"):
        return True
    digits = amount.text.strip()
    if digits.isdigit() and (len(digits) > 6 or (len(digits) > 1 and digits[0] == "0")):
        return True
    if before is None or before.ent_type_ in ("DATE", "TIME") or before.lower_ in ("#",):
        return before is not None and before.lower_ == "#"
    written = not (amount.spelled and number.text.islower())
    named = written and before.pos_ == "PROPN" and before.whitespace_ != "" and before.ent_type_ not in ("GPE", "NORP")
    at_a_place = before.dep_ == "pobj" and before.head.is_sent_start and doc[end].tag_ == "NNS"
    return (named and not at_a_place and not number.is_sent_start) or before.lower_ in words("reference")


def _noun_after(doc: Doc, start: int) -> int | None:
    """Return the head of the noun group that begins at a token, looking past adjectives and hyphens."""
    noun = None
    for token in doc[start : start + _REACH]:
        if token.text in (",", ".", ";", ":", ")", "(") or (token.pos_ == "NOUN" and token.ent_type_ == "DATE"):
            break
        if token.i + 1 < len(doc) and doc[token.i + 1].tag_ == "HYPH":
            continue
        if token.pos_ == "NOUN" or token.tag_ == "NNPS":
            noun = token.i
        elif token.tag_ != "HYPH" and (noun is not None or not _goes_before_a_noun(token)):
            break
    return noun


def _goes_before_a_noun(token: Token) -> bool:
    return token.pos_ in ("PROPN", "ADJ", "NUM", "PUNCT", "DET", "ADV") or token.tag_ in ("VBG", "VBN", "CC")
