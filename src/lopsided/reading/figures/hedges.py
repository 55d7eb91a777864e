"""Words that make a number softer or harder: "almost a third", "at least 40", "a record $240 billion"."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

_LOOK_BACK = 40
_LOOK_AHEAD = 20


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Compile what may stand just before and just after a number, and the hedge each wording means."""
    with (files("lopsided.reading") / "data" / "hedges.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    meaning: dict[str, str] = {}
    sides: dict[str, list[str]] = {"before": [], "after": []}
    for row in rows:
        for words in row["words"].split("|"):
            meaning.setdefault(words, row["hedge"])
            sides[row["side"]].append(words)

    def either(words: list[str]) -> str:
        return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))

    before = re.compile(rf"(?<![\w-])({either(sides['before'])})\s*(?:an?\s+|the\s+)?$", re.IGNORECASE)
    after = re.compile(rf"\s?({either(sides['after'])})(?!\w)", re.IGNORECASE)
    return before, after, meaning


@cache
def _goes_with() -> re.Pattern[str]:
    """Pattern of verbs that "over" belongs to, at the end of a text: "handed over 20 migrants"."""
    verbs = "hand|turn|fl[ye]w?|flown|hover|soar|sail|cross|sign|circl|patrol|presid|quarrel|clash|glid|drift|roll|rul"
    return re.compile(rf"\b(?:{verbs})(?:s|es|ed|ing|ies|ned|led)?\s+$", re.IGNORECASE)


@cache
def _a_time() -> re.Pattern[str]:
    """Pattern of an amount of time that is not counted from a day, as "20 years ago" is."""
    unit = r"(?:minute|hour|day|week|fortnight|month|quarter|year|decade)s?"
    return re.compile(rf"[\w.,-]+\s+{unit}\b(?!\s+(?:ago|old|later|earlier|before|after|late|long)\b|')", re.IGNORECASE)


@cache
def _lasts() -> re.Pattern[str]:
    """Pattern of words after which an amount of time is measured: "for over 20 years", "lasted over a year"."""
    prepositions = (
        "for|in|after|within|of|to|than|by|since|from|until|at|with|and|or|about|is|was|be|been|are|were|has|have|had"
    )
    verbs = "last|tak|took|spen[dt]|wait|need|span|requir|serv|run|ran|cover|exceed|elaps|pass|allow|giv|gave|add"
    return re.compile(rf"(?:\b(?:{prepositions}|(?:{verbs})\w*)|[(\u2013\u2014-])\s*$", re.IGNORECASE)


def _throughout(before: str, amount: str) -> bool:
    """Whether "over" tells throughout what time: "will supply gas over 20 years", not "for over 20 years"."""
    return bool(_a_time().match(amount)) and not _lasts().search(before)


def _belongs_elsewhere(before: str, match: re.Match[str], amount: str, after: str) -> bool:
    """Whether "over" or "under" hedges nothing: "flew over two villages", "under a five-year deal"."""
    word = match[1].lower()
    if word == "over" and (_goes_with().search(before) or _throughout(before, amount + after)):
        return True
    article = match.group()[len(match[1]) :].strip()
    return word in ("over", "under", "about") and bool(article) and "-" in amount


def hedges() -> tuple[str, ...]:
    """Return every hedge a figure can carry."""
    return tuple(h for h in dict.fromkeys(_patterns()[2].values()) if h)


def hedge_at(text: str, start: int, end: int) -> tuple[str | None, int, str]:
    """Find the hedge of the number at ``start:end``.

    Returns
    -------
    hedge : str or None
        Its kind: "almost", "about", "more than", "at least", "up to", "less than", "record"; None for "just" and the
        like, which tell how small a number is held to be, not how exact it is.
    start : int
        Where the hedging words begin, or ``start``.
    words : str
        The words themselves.
    """
    before, after, meaning = _patterns()
    lead = text[max(0, start - _LOOK_BACK) : start]
    match = before.search(lead)
    if match and _belongs_elsewhere(lead[: match.start(1)], match, text[start:end], text[end : end + _LOOK_AHEAD]):
        match = None
    if match:
        words = " ".join(match[1].lower().split())
        return meaning[words] or None, start - len(lead) + match.start(1), match[1]
    match = after.match(text, end, end + _LOOK_AHEAD)
    if match:
        return meaning[" ".join(match[1].lower().split())], start, match[1]
    return None, start, ""
