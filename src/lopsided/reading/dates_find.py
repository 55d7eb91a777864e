"""Time expressions in running text: where they stand and what they say, before anyone asks which day is meant."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4}
SMALL_NUMBERS = {
    word: n
    for n, words in enumerate(
        (
            "zero", "one a an", "two couple", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
            "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
        )
    )
    for word in words.split()
}  # fmt: skip

_Rule = tuple[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a time.

    Attributes
    ----------
    rule : str
        Which form it has: ``"month-day"``, ``"weekday"``, ``"ago"``, ...
    text : str
        The words themselves.
    start, end : int
        Character range in the text that was searched.
    parts : dict of str to str
        The pieces the rule names, lower case.
    """

    rule: str
    text: str
    start: int
    end: int
    parts: dict[str, str]

    @property
    def absolute(self) -> bool:
        """Whether the words alone settle the time, whatever day they were written on."""
        years = [v for k, v in self.parts.items() if k in ("y", "a", "b")]
        return self.rule == "decade" or any(len(y) == 4 for y in years)


@cache
def _grammar() -> tuple[re.Pattern[str], tuple[_Rule, ...]]:
    """One pattern for the places where an expression may begin, and the rules that read it."""
    data = tomllib.loads((files("lopsided.reading") / "data" / "dates.toml").read_text(encoding="utf-8"))

    def expand(pattern: str) -> str:
        while True:
            wider = re.sub(r"\{([a-z]+)\}", lambda m: data["macros"][m[1]], pattern)
            if wider == pattern:
                return wider
            pattern = wider

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w$€£.,])(?:{expand(pattern)})", re.IGNORECASE)

    words = "|".join(data["first"]["words"].split())
    first = compiled(rf"(?:{words})\b|{data['first']['other']}")
    return first, tuple((rule["name"], compiled(rf"(?:{rule['pattern']})(?!\w)")) for rule in data["rule"])


def find(text: str) -> tuple[TimeExpression, ...]:
    """Find every time expression in a text, in order, not overlapping.

    Parameters
    ----------
    text : str
        A paragraph or a sentence.

    Returns
    -------
    tuple of TimeExpression
    """
    first, rules = _grammar()
    found: list[TimeExpression] = []
    done = 0
    for candidate in first.finditer(text):
        at = candidate.start()
        if at < done:
            continue
        for name, rule in rules:
            match = rule.match(text, at)
            if match and _plausible(name, match):
                parts = {k: v.lower().rstrip(".") for k, v in match.groupdict().items() if v}
                found.append(TimeExpression(name, match.group(), at, match.end(), parts))
                done = match.end()
                break
    return tuple(found)


def _plausible(rule: str, match: re.Match[str]) -> bool:
    """Refuse a modal "may", a verb "march", a count that looks like a year."""
    month = match.groupdict().get("m")
    if month and month[0].islower() and month.lower() in ("may", "march", "mar", "dec", "jan", "sep", "oct", "jun"):
        return False
    if rule == "year":
        before = match.string[: match.start()].rstrip().rsplit(" ", 1)[-1].lower()
        after = match.string[match.end() :].lstrip()
        counted = re.match(r"[a-z]+s\b", after) and before in _COUNTING
        return not counted and not after.startswith(
            ("million", "billion", "trillion", "people", "tonnes", "tons", "km")
        )
    return True


_COUNTING = frozenset(("some", "about", "around", "over", "than", "least", "nearly", "almost", "roughly", "to"))
