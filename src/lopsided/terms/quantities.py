"""Numbers in running text, with their units, in base units.

Base units: each currency by its ISO 4217 code (nothing is converted between currencies), m3, t, bbl, bbl/day, W, Wh,
m, m2, day, ``fraction`` for percentages and parts, ``pp`` for percentage points (as a fraction), ``factor`` for
"doubled" and "tenfold". A number without a unit has none.
"""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from lopsided.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

AmountKind = Literal["money", "fraction", "points", "volume", "length", "area", "duration", "factor", "number"]


_MANY_TONNES = 1000


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    Attributes
    ----------
    base : str
        The base unit it is expressed in.
    factor : float
        How many base units it is.
    kind : str
        money, fraction, points, volume, length, area, duration.
    """

    base: str
    factor: float
    kind: AmountKind


@dataclass(frozen=True, slots=True)
class Amount:
    """A number found in a text.

    Attributes
    ----------
    value, high : float and float or None
        In base units; ``high`` is the upper end of a range.
    unit : str or None
        Base unit.
    kind : str
        What kind of unit.
    start, end : int
        Character range, number and unit.
    number_end : int
        Where the number itself ends and the unit, if it stands after, begins.
    text : str
        The words.
    rate : str or None
        ``"per year"``, ``"per day"``, ``"per month"``, when the words say so.
    spelled : bool
        Whether the number is spelled out ("two").
    """

    value: float
    unit: str | None
    kind: AmountKind
    start: int
    end: int
    number_end: int
    text: str
    high: float | None = None
    rate: str | None = None
    spelled: bool = False


@cache
def _units() -> tuple[dict[str, Unit], dict[str, Unit]]:
    """Units written before the number and after it, by their words in lower case."""
    places: dict[str, dict[str, Unit]] = {"before": {}, "after": {}}
    with (files("lopsided.terms") / "data" / "units.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            known = Unit(row["base"], float(row["factor"]), row["kind"])  # type: ignore[arg-type]  # checked by a test
            for word in row["words"].split("|"):
                places[row["place"]].setdefault(word.lower(), known)
    return places["before"], places["after"]


@cache
def _words(kind: str) -> dict[str, float]:
    """Return the number words of one kind: number, scale, part, factor."""
    with (files("lopsided.terms") / "data" / "number_words.csv").open(encoding="utf-8") as lines:
        rows = [r for r in csv.DictReader(lines) if r["kind"] == kind]
    return {word: float(r["value"]) for r in rows for word in r["words"].split("|")}


def unit(name: str) -> Unit:
    """Return a unit by name: ``"bcm"``, ``"barrels per day"``, ``"yuan"``, ``"%"``.

    Raises
    ------
    UnknownNameError
        If no unit has that name.
    """
    before, after = _units()
    word = " ".join(name.lower().split())
    for table in (after, before):
        for form in (word, word.removesuffix("s")):
            if form in table:
                return table[form]
    kind = "unit"
    raise UnknownNameError(kind, name, [*after, *before])


def _either(words: Iterable[str], plural: str = "") -> str:
    """Alternatives as a pattern, longest first; words of more than two letters take an optional plural."""
    return "|".join(
        re.escape(w).replace(r"\ ", r"[\s-]") + (plural if w[-1].isalpha() and len(w) > 2 else "")
        for w in sorted(words, key=len, reverse=True)
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Compile the patterns of ``amounts.toml``, with the words of the two tables filled in."""
    entries = tomllib.loads((files("lopsided.terms") / "data" / "amounts.toml").read_text(encoding="utf-8"))
    before, after = _units()
    entries["before"], entries["after"] = _either(before), _either(after, "s?")
    entries["word"], entries["scale"] = _either(_words("number")), _either(_words("scale"), "s?")
    parts, entries["factors"] = _either(_words("part")), _either(_words("factor"))
    entries["part"] = entries["part"].replace("{part}", parts)

    def expand(pattern: str) -> str:
        while True:
            wider = re.sub(r"\{([a-z]+)\}", lambda m: entries[m[1]], pattern)
            if wider == pattern:
                return wider
            pattern = wider

    wanted = ("first", "amount", "part", "out-of", "factor", "times", "rate")
    return {name: re.compile(expand(entries[name]), re.IGNORECASE) for name in wanted}


def number(words: str) -> float | None:
    """Read a number in digits or words: ``"1,250.5"``, ``"twenty-four"``, ``"two and a half"``; None if it is none."""
    text = words.lower().replace("\u00a0", "").replace("\u202f", "").strip()
    if text[:1].isdigit():
        compact = text.replace(" ", "")
        if re.fullmatch(r"\d+,\d{1,2}", compact):
            return float(compact.replace(",", "."))
        compact = compact.replace(",", "")
        return float(compact) if re.fullmatch(r"\d+(?:\.\d+)?", compact) else None
    if text in ("half a", "half an"):
        return 0.5
    extra = 0.0
    if text.endswith("and a half"):
        extra, text = 0.5, text.removesuffix("and a half")
    total = current = 0.0
    known, scales = _words("number"), _words("scale")
    parts = [w for w in re.split(r"[\s-]+", text.replace("a single", "one")) if w and w != "and"]
    for word in parts:
        if word in ("a", "an"):
            current = 1
        elif word in known:
            current += known[word]
        elif word in scales:
            current = (current or 1) * scales[word]
            if scales[word] >= 1000:
                total, current = total + current, 0
        else:
            return None
    return total + current + extra if parts else None


def amounts(text: str) -> tuple[Amount, ...]:
    """Find every number in a text, with its unit, in order and not overlapping.

    Parts ("a third of", "one in five") and factors ("doubled", "tenfold", "three times as much") are numbers too;
    calendar dates and ordinals are left to the caller.
    """
    found: list[Amount] = []
    lower = text.lower()
    finders = [finder for finder, cues in _cues() if any(cue in lower for cue in cues)]
    for finder in (*finders, _plain):
        for amount in finder(text):
            if all(amount.end <= other.start or amount.start >= other.end for other in found):
                found.append(amount)
    whole: list[Amount] = []
    for amount in sorted(found, key=lambda a: a.start):
        both = (_told_in_steps(text, whole[-1], amount) or _part_of_many(text, whole[-1], amount)) if whole else None
        whole[-1:] = [both] if both else [*whole[-1:], amount]
    return tuple(whole)


def _told_in_steps(text: str, first: Amount, second: Amount) -> Amount | None:
    """Take "7 billion 521 million tonnes" for one amount; None where the two are no steps of one number."""
    larger = _STEP.search(text[first.start : first.number_end])
    smaller = _STEP.match(text[second.start : second.number_end])
    if larger is None or smaller is None or text[first.end : second.start] != " " or (first.unit and second.unit):
        return None
    bare = (number(smaller[1]) or 0.0) * _scale(smaller[2])
    if not 0 < bare < _scale(larger[2]) or first.high is not None or second.high is not None:
        return None
    value = first.value + second.value if first.unit else first.value * second.value / bare + second.value
    kept = first if first.unit else second
    return replace(
        kept, value=value, start=first.start, end=second.end, number_end=second.number_end,
        text=text[first.start : second.end], rate=second.rate or first.rate,
    )  # fmt: skip


def _part_of_many(text: str, first: Amount, second: Amount) -> Amount | None:
    """Take "a quarter of a billion dollars" for one amount; None for a part of something else."""
    lead = second.text.lower().split()[:2]
    many = len(lead) > 1 and lead[0] == "a" and lead[1] in _words("scale")
    if first.kind != "fraction" or not many or text[first.end : second.start].split() != ["of"]:
        return None
    words = text[first.start : second.end]
    return replace(second, value=first.value * second.value, start=first.start, text=words)


_STEP = re.compile(r"\b(\d[\d.,]*) (trillion|billion|million|thousand)$", re.IGNORECASE)


@cache
def _cues() -> tuple[tuple[Callable[[str], Iterator[Amount]], tuple[str, ...]], ...]:
    """Finders that need not run over a text without their cues: looking for words is much cheaper."""
    wholes = ("three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "every", "1", "2", "3", "5")
    out_of = (*(f" in {w}" for w in (*wholes, "each")), " out of ", " of every ", " of each ", " from every ")
    return (
        (_fractions, _stems("part")),
        (_out_of, out_of),
        (_factors, (*_stems("factor"), "fold", " times ", "factor of")),
    )


def _stems(kind: str) -> tuple[str, ...]:
    """How the words of a kind begin; those in "fold" are known by their end."""
    return tuple({word[:4] for word in _words(kind) if not word.endswith("fold")})


def _plain(text: str) -> Iterator[Amount]:
    before, after = _units()
    patterns, done = _patterns(), 0
    for candidate in patterns["first"].finditer(text):
        match = patterns["amount"].match(text, candidate.start()) if candidate.start() >= done else None
        if match is None:
            continue
        done = match.end("s2") if match["s2"] else match.end()
        first, second = number(match["n"]), number(match["n2"]) if match["n2"] else None
        if first is None:
            continue
        scale, scale2 = _scale(match["s"]), _scale(match["s2"])
        if match["s2"] and not match["s"]:
            scale = scale2
        symbol = before.get((match["c"] or match["c2"] or "").strip().lower())
        tail = match["u"]
        known = after.get(tail.lower()) or after.get(tail.lower().removesuffix("s")) if tail else None
        spaced = " ".join(tail.lower().replace("-", " ").split()) if tail else ""
        known = known or after.get(spaced) or after.get(spaced.removesuffix("s"))
        known = known or (unit(tail) if tail else None)
        if tail in ("mt", "MT") and (match["s"] or match["s2"] or first >= _MANY_TONNES):
            known = unit("tonne")  # "3 million mt" and "3,000 mt" are metric tons, "3 Mt" are megatonnes
        yield from _amounts_of(match, (first, second), (scale, scale2), (symbol, known))


def _scale(words: str | None) -> float:
    """Return what a number is multiplied by: 1e9 for "billions", 1e11 for "hundred billion"."""
    scales, product = _words("scale"), 1.0
    text = (words or "").lower()
    if text in scales:
        return scales[text]
    for word in text.replace("-", " ").split():
        product *= scales.get(word) or scales[word.removesuffix("s")]
    return product


def _amounts_of(
    match: re.Match[str],
    numbers: tuple[float, float | None],
    scales: tuple[float, float],
    units: tuple[Unit | None, Unit | None],
) -> Iterator[Amount]:
    """One amount, or two where the words between the numbers are no range ("from 10 to 15 %", "54 and 69")."""
    known = units[0] or units[1] or Unit("", 1.0, "number")
    base = known.base or None
    number_end = (
        match.end("s2")
        if match["s2"]
        else match.end("n2")
        if match["n2"]
        else match.end("s")
        if match["s"]
        else match.end("n")
    )
    end = match.end("u") if match["u"] and not (units[0] and units[1] and units[1].kind != "money") else number_end
    start = match.start()
    low = numbers[0] * scales[0] * known.factor
    spelled = not match["n"][0].isdigit()
    rate = _rate(match.string, end)
    if numbers[1] is None:
        yield Amount(low, base, known.kind, start, end, number_end, match.string[start:end], rate=rate, spelled=spelled)
        return
    high = numbers[1] * (scales[1] if match["s2"] else scales[0]) * known.factor
    lead = match.string[max(0, start - 9) : start].lower().split()
    # "from 5,000 in 2015 to 6,000 in 2016" holds no range from 2015
    is_a_year = known.kind == "number" and match["n"].isdigit() and len(match["n"]) == 4 and lead[-1:] == ["in"]
    is_range = (
        high > low
        and not is_a_year
        and (match["to"] not in ("and",) or "between" in lead[-1:])
        and "from" not in lead[-1:]
    )
    if is_range:
        text = match.string[start:end]
        yield Amount(low, base, known.kind, start, end, number_end, text, high=high, rate=rate, spelled=spelled)
        return
    middle = match.end("s") if match["s"] else match.end("n")
    second = match.start("c2") if match["c2"] else match.start("n2")
    yield Amount(low, base, known.kind, start, middle, middle, match.string[start:middle], spelled=spelled)
    yield Amount(high, base, known.kind, second, end, number_end, match.string[second:end], rate=rate, spelled=spelled)


def _rate(text: str, end: int) -> str | None:
    match = _patterns()["rate"].match(text, end, end + 60)
    if not match:
        return None
    word = (match["u"] or match["w"]).lower()
    return "per " + {"annum": "year", "annually": "year", "yearly": "year", "monthly": "month", "daily": "day"}.get(
        word, word
    )


def _fractions(text: str) -> Iterator[Amount]:
    for match in _patterns()["part"].finditer(text):
        lead = text[: match.start()].rstrip().rsplit(" ", 1)[-1].lower()
        bare = match["n"] is None and match["p"].lower() != "half"
        if bare or lead in _NOT_A_PART or _OF_A_TIME.match(text, match.end()):
            continue
        value = _words("part")[match["p"].lower()] * (number(match["n"] or "a") or 1)
        if value <= 1:
            start, end = match.span()
            yield Amount(value, "fraction", "fraction", start, end, end, match.group(), spelled=True)


def _out_of(text: str) -> Iterator[Amount]:
    for match in _patterns()["out-of"].finditer(text):
        few, many = number(match["n"]), number(match["m"])
        if few and many and few < many and many in (3, 4, 5, 6, 7, 8, 9, 10, 20, 100):
            start, end = match.span()
            yield Amount(few / many, "fraction", "fraction", start, end, end, match.group(), spelled=True)


_OF_A_TIME = re.compile(r"\s+(?:of\s+)?(?:\d{4}\b|the\s+(?:year|month|day)\b|an?\s+(?:century|decade))", re.IGNORECASE)
_NOT_A_PART = frozenset(
    ("first", "second", "latter", "other", "final", "last", "third", "fourth", "each", "every", "this")
)


def _factors(text: str) -> Iterator[Amount]:
    for kind in ("factor", "times"):
        for match in _patterns()[kind].finditer(text):
            groups = match.groupdict()
            word = groups.get("w")
            value = _words("factor")[word.lower()] if word else number(groups.get("n") or groups.get("f") or "")
            if value:
                start = match.start()
                end = match.end() - (len(match.group()) - len(match.group().rstrip()))
                yield Amount(value, "factor", "factor", start, end, end, text[start:end], spelled=word is not None)
