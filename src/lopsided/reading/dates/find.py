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
SWALLOWED = "from-act"
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


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The compiled ``dates.toml``: where expressions may be, where they may begin, and the rules that read them."""

    core: re.Pattern[str]
    reach: int
    first: re.Pattern[str]
    rules: tuple[tuple[str, re.Pattern[str]], ...]


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
def _grammar() -> _Grammar:
    """Read the grammar of time expressions."""
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
    core = re.compile(rf"(?<!\w)(?:{expand(data['first']['core'])})", re.IGNORECASE)
    rules = tuple((rule["name"], compiled(rf"(?:{rule['pattern']})(?!\w)")) for rule in data["rule"])
    return _Grammar(core, data["first"]["reach"], first, rules)


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
    grammar = _grammar()
    found: list[TimeExpression] = []
    done = 0
    for core in grammar.core.finditer(text):
        if core.start() < done:
            continue
        for candidate in grammar.first.finditer(text, max(done, core.start() - grammar.reach), core.end()):
            expression = _read(grammar, text, candidate.start()) if candidate.start() >= done else None
            if expression:
                done = expression.end
                if expression.rule != SWALLOWED:
                    found.append(expression)
    return tuple(found)


def _read(grammar: _Grammar, text: str, at: int) -> TimeExpression | None:
    """Read the expression that begins at a place, by the first rule that fits."""
    for name, rule in grammar.rules:
        match = rule.match(text, at)
        if match and _plausible(name, match):
            parts = {k: v.lower().rstrip(".") for k, v in match.groupdict().items() if v}
            return TimeExpression(name, match.group(), at, match.end(), parts)
    return None


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
