"""Read the Factbook's text: "$465.22 billion (2023 est.)", "China 33%, India 17% (2023)"; raises where others guess."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from decimal import Decimal

_BREAK = re.compile(r"<br\s*/?>|</p>\s*<p>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")

_SCALES = {
    "thousand": Decimal(1_000),
    "million": Decimal(1_000_000),
    "billion": Decimal(1_000_000_000),
    "trillion": Decimal(1_000_000_000_000),
}
_DATE = r"\((?:(?:\d{1,2} )?[A-Z][a-z]+ )?(?P<year>(?:19|20)\d\d)(?P<estimate> est\.)?\)"
_QUANTITY = re.compile(
    r"(?P<sign>-?)(?P<dollar>\$?)(?P<minus>-?)(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?: (?P<scale>thousand|million|billion|trillion))?"
    r"(?P<unit>%(?: of GDP)?| [A-Za-z][A-Za-z/ ]*[A-Za-z])?"
    rf"(?: {_DATE})?"
)
_SHARES = re.compile(r"(?P<body>.*?) ?\((?P<year>(?:19|20)\d\d)(?P<estimate> est\.)?\)")
_SHARE = re.compile(r"(?P<name>[^\d%;]+?) (?P<percent>\d{1,3}(?:\.\d+)?)%")


class UnreadableError(ValueError):
    """Text that is not a value of the kind asked for; the message says why."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number read from text: value in the unit named (``"$"``, ``"%"``, words, none), year, whether estimated."""

    value: Decimal
    unit: str
    year: int | None
    estimate: bool


@dataclass(frozen=True, slots=True)
class Shares:
    """Partners and their shares in percent, in the order given."""

    partners: tuple[tuple[str, Decimal], ...]
    year: int


def clean(text: str) -> str:
    """Plain text: tags gone, line breaks as semicolons, entities and odd spaces resolved."""
    broken = _BREAK.sub("; ", text)
    return _SPACE.sub(" ", html.unescape(_TAG.sub("", broken))).strip().strip(";").strip()


def quantity(text: str) -> Quantity:
    """Read one number with its unit and date.

    Raises
    ------
    UnreadableError
        When the text is a bound, a range, words, not available, or anything but exactly one number.
    """
    found = _QUANTITY.fullmatch(text)
    if found is None:
        raise UnreadableError(_why_no_number(text))
    if found["sign"] and found["minus"]:
        problem = "two signs"
        raise UnreadableError(problem)
    unit = (found["unit"] or "").strip()
    if found["dollar"] and unit:
        problem = f"dollars and also {unit!r}"
        raise UnreadableError(problem)
    value = Decimal(found["number"].replace(",", "")) * _SCALES.get(found["scale"] or "", Decimal(1))
    if found["sign"] or found["minus"]:
        value = -value
    year = int(found["year"]) if found["year"] else None
    return Quantity(value, "$" if found["dollar"] else unit, year, found["estimate"] is not None)


def _why_no_number(text: str) -> str:
    lowered = text.lower()
    if re.match(r"(\$|-)?na\b|not available|none\b|no |uninhabited", lowered):
        return "no value given"
    if re.match(r"(less|more|fewer|greater) than|under|over|at least|<|>", lowered):
        return "a bound, not a value"
    if re.match(r"\$?[\d.,]+ ?-+ ?\$?[\d.,]+", lowered):
        return "a range, not a value"
    if not any(c.isdigit() for c in text):
        return "words, no number"
    return "more than one plain number"


def shares(text: str) -> Shares:
    """Read a list of partners with shares in percent and its year.

    Raises
    ------
    UnreadableError
        When a partner has no share, a share no partner, the year is missing, or the shares exceed the whole.
    """
    found = _SHARES.fullmatch(text)
    if found is None:
        problem = "no value given" if not text else "no year"
        raise UnreadableError(problem)
    body = found["body"]
    entries: list[tuple[str, Decimal]] = []
    # a comma ends an entry only after its percent sign: "Congo, Republic of the 5%"
    for part in re.split(r"(?<=%),\s*", body):
        entry = _SHARE.fullmatch(part.strip())
        if entry is None:
            problem = "partners without shares" if "%" not in body else f"not a partner with a share: {part!r}"
            raise UnreadableError(problem)
        entries.append((entry["name"].strip(), Decimal(entry["percent"])))
    # five roundings of half a percent each
    if sum(percent for _, percent in entries) > Decimal("100") + Decimal("0.5") * len(entries):
        problem = "shares add up to more than the whole"
        raise UnreadableError(problem)
    return Shares(tuple(entries), int(found["year"]))


def listed(text: str) -> tuple[str, ...]:
    """Entries of a comma-separated list; commas within brackets do not separate."""
    return tuple(part.strip() for part in re.split(r"[,;]\s*(?![^()]*\))", text) if part.strip())


def without_year(text: str) -> tuple[str, int | None]:
    """Text and the year in brackets at its end, if there is one."""
    found = re.fullmatch(r"(.*?)\s*\((?:\w+ )?((?:19|20)\d\d)(?: est\.)?\)", text)
    return (found[1], int(found[2])) if found else (text, None)
