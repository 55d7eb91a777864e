"""Which time a figure is of by the words around it: "a year earlier", "since 2021", "over the past decade"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.checks.clause import clause

if TYPE_CHECKING:
    from lopsided.checks.periods import Asked
    from lopsided.records.kinds import Document, Figure

# "39 percent, up from 32 percent a decade earlier", "once met half of": a value of a time that is not given
_FROM = re.compile(
    r"\b(?:up|down|\w+(?:ing|ed)|rose|risen|fell|fallen|grew|grown) from (?:\w+ ){0,2}[$\u20ac\u00a3]?$", re.IGNORECASE
)
_COUNT = r"(?P<n>a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_AGO = re.compile(
    rf"^\W*(?:\w+ ){{0,4}}?(?:{_COUNT} (?P<unit>year|decade)s? |(?P<the>the (?:previous )?year ))?"
    r"(?P<how>earlier|ago|before|previously)\b",
    re.IGNORECASE,
)
# a growth's own base: "24 percent more than the year before", "up 5 percent on a year earlier"
_BASE = re.compile(r"\b(?:than|on|over|from|with|against|compared to)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_ONCE = re.compile(
    r"\b(?:once|used to|formerly|previously|historically|"
    r"(?:before|prior to) (?:the|its|his) (?:\w+ )?(?:war|invasion|pandemic|crisis|sanctions|embargo))\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:since|compared (?:with|to)|(?:from|than|above|below|over|on) (?:its |their |the )?(?:level )?(?:in |of )?)"
    r"\s*(?:the )?(?:year |end of |start of |beginning of )?(?P<year>(?:19|20)\d\d)\b(?!\s*(?:to|and|-|\u2013))",
    re.IGNORECASE,
)
_OVER = re.compile(
    rf"\b(?:over|in|within|during) (?:the )?(?:past |last |just |only |space of )?{_COUNT} (?P<unit>year|decade)s?\b|"
    r"\b(?:over|in|during|within) the (?:past |last )(?P<bare>decade)\b",
    re.IGNORECASE,
)
_TURN = re.compile(r",? \b(?:up|down|rising|falling|compared with|against|from) ", re.IGNORECASE)
_MONTHS = re.compile(
    r"\b(?:January|February|March|April|(?:in|from|since|until|to|between|of|late|early) May|June|July|August|"
    r"September|October|November|December|(?:first|second|third|fourth|last) (?:quarter|half)|"
    r"(?:past|last|recent) months)\b"
)
_UP_FROM = re.compile(r",? \b(?:up|down|rising|falling) from |,? (?:compared with|against) ", re.IGNORECASE)
_LONG_AGO = re.compile(r"\b(?:years?|decades?) (?:ago|earlier|before)\b", re.IGNORECASE)
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: n for n, word in enumerate(_WORDS, 1)} | {"a": 1, "an": 1}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def is_earlier(figure: Figure, document: Document | None) -> bool:
    """Whether a figure is of an earlier time that is not given: "up from 32 percent, long ago"."""
    if document is None or not document.text:
        return False
    before, after = _around(figure, document)
    if figure.period_words is not None:
        return True
    if _dated(figure, after):
        return False
    if _FROM.search(before) or (figure.period is None and _ONCE.search(clause(figure, document))):
        return True
    return _ago(figure, document) is not None


def earlier_year(figure: Figure, document: Document | None, when: Asked) -> int | None:
    """Return the year of "a year earlier", "two decades ago"; None where the words count from no known time.

    Parameters
    ----------
    when : Asked
        The years the document speaks of: "earlier" counts from the year its sentence names, else from the last full
        year then known; "ago" from the year of writing.
    """
    found = _ago(figure, document)
    if found is None or document is None or not (found["unit"] or found["the"]):
        return None
    back = 1 if found["the"] else _NUMBERS.get(found["n"].lower()) or int(found["n"])
    back *= 10 if (found["unit"] or "").lower() == "decade" else 1
    if found["how"].lower() == "ago":
        return int(document.published[:4]) - back if document.published else None
    named = _YEAR.findall(document.text[figure.sentence[0] : figure.sentence[1]])
    if len(set(named)) > 1:
        return None
    base = int(named[0]) if named else when.years[0] if when.grain == "recent" else None
    return base - back if base is not None else None


def grown_over(figure: Figure, document: Document | None, when: Asked) -> Asked:
    """Return the years a growth is told over: those named as "since 2021" or "over the past decade", else as given."""
    if document is None or figure.quantity != "growth":
        return when
    text = document.text[figure.sentence[0] : figure.sentence[1]]
    ends = tuple(y for y in when.years if document.published is None or str(y) <= document.published[:4])
    if when.grain not in ("year", "recent") or not ends:
        return when
    since, over = _SINCE.search(text), _OVER.search(text)
    if since and int(since["year"]) < ends[-1]:
        spans = tuple((int(since["year"]), end) for end in ends if end > int(since["year"]))
    elif over and figure.period is None:
        count = 1 if over["bare"] else _NUMBERS.get(over["n"].lower()) or int(over["n"])
        back = count * (10 if over["bare"] or over["unit"].lower() == "decade" else 1)
        spans = tuple((end - back, end) for end in ends) if back > 1 else ()
    else:
        return when
    return replace(when, over=spans) if spans else when


def of_part_of_a_year(figure: Figure, document: Document | None, when: Asked) -> Asked:
    """Return the years as those around a part of a year, where the clause names months but not their year."""
    if when.grain not in ("recent", "unknown") or not _MONTHS.search(clause(figure, document)):
        return when
    return replace(when, grain="finer", words="the figure is of months whose year is not given; years around are shown")


def without_anothers_time(figure: Figure, document: Document | None) -> Figure:
    """Take back a period that belongs to the value beside it: "40 percent, up from a quarter a decade ago"."""
    if document is None or not document.text or figure.period is None:
        return figure
    before, after = _around(figure, document)
    turn, ago = _TURN.search(after), _LONG_AGO.search(after)
    is_written = (figure.period[:4] in before + after) or _FROM.search(before)
    if turn and ago and turn.start() < ago.start() and not is_written:
        return replace(figure, period=None)
    year = figure.period[:4]
    if turn and _UP_FROM.match(after, turn.start()) and year in after[turn.end() :]:
        return figure if year in before + after[: turn.start()] else replace(figure, period=None)
    return figure


def _ago(figure: Figure, document: Document | None) -> re.Match[str] | None:
    """Find "a year earlier" after the value, unless a growth only names its own base by it."""
    if document is None or not document.text:
        return None
    after = _around(figure, document)[1]
    rest = re.sub(r"^\W*[\d.,]+\W*\w*", "", after)
    for text in (document.text[figure.span[1] : figure.sentence[1]], rest):
        found = _AGO.match(text)
        if found and not (figure.quantity == "growth" and _BASE.search(text[: _start(found)])):
            return found
    return None


def _start(found: re.Match[str]) -> int:
    return min(at for at in (found.start("n"), found.start("the"), found.start("how")) if at >= 0)


def _around(figure: Figure, document: Document) -> tuple[str, str]:
    first, last = figure.sentence
    place = figure.span[0] + _place(figure)
    return document.text[first:place], document.text[place:last]


def _dated(figure: Figure, after: str) -> bool:
    """Whether the year the record has stands with its value: "from 58 percent of its imports in 2021 to"."""
    year = (figure.period or "")[:4]
    own = re.split(
        r"\d[\d.,]*\s*(?:%|per ?cent)|[$\u20ac\u00a3]\s*\d|[;:]",
        re.sub(r"^\W*[\d.,]+\s*(?:%|per ?cent|\w+)?", "", after),
    )
    return year.isdecimal() and re.search(rf"\b{year}\b", own[0]) is not None


def _place(figure: Figure) -> int:
    """Where the value stands in a figure's text; 0 where it is in words."""
    wanted = abs(figure.value or 0.0) * (100 if figure.unit == "fraction" else 1)
    for number in re.finditer(r"\d+(?:\.\d+)?", figure.text):
        if abs(float(number.group()) - wanted) < 0.005 * wanted + 1e-9:
            return number.start()
    return 0
