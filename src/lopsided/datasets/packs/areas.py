"""Country codes of every vintage and scheme to ISO3: numbers, two and three letters, names; groups and nowhere apart.

Codes are compared in lower case, numbers without leading zeros. What an old or special code stands for is in
``data/areas.csv``, which wins over everything else.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import polars as pl

from lopsided.datasets import tables
from lopsided.terms.tables import table as terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: What is written in more than one way in names: applied in this order to text in lower case.
ALIKE = ((" (the)", ""), (" *", ""), (" & ", " and "), ("’", "'"), ("st. ", "saint "))


@dataclass(frozen=True, slots=True)
class Area:
    """What a code stands for.

    Attributes
    ----------
    iso3 : str
        Country it is taken as; empty for one that is left out.
    how : str
        ``""`` (a current code), ``"renamed"``, ``"former"`` (a state that is no more, kept apart), ``"group"`` (a sum
        of countries, left out) or ``"nowhere"`` (areas not specified, bunkers: left out).
    note : str
        In words.
    """

    iso3: str
    how: str = ""
    note: str = ""


def table(name: str) -> list[dict[str, str]]:
    """Read one of the tables beside this module."""
    text = (resources.files("lopsided.datasets.packs") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def areas() -> Mapping[str, Area]:
    """Every code and name known, in lower case, to what it stands for."""
    numbers = tables.query("select baci_code, min(code) from {baci_areas} group by baci_code", ["baci_areas"])
    found = {str(number): Area(code) for number, code in numbers.iter_rows()}
    for row in terms("iso"):
        found |= {name.lower(): Area(row["iso3"]) for name in (row["iso3"], row["iso2"], row["name"]) if name}
    for row in terms("states"):
        names = (row["id"], row["iso2"], row["name"], row["official"])
        found |= {fold(name): Area(row["id"]) for name in names if name}
    found |= {row["key"]: Area(row["iso3"], row["how"], row["note"]) for row in table("areas")}
    return found


def resolve(code: str) -> Area | None:
    """Say what a code or name stands for; None if nobody here knows."""
    return areas().get(fold(code))


def fold(code: str) -> str:
    """Write a code or name as the keys here are written."""
    folded = code.lower().strip()
    if folded.isdecimal():
        return folded.lstrip("0") or "0"
    for written, instead in ALIKE:
        folded = folded.replace(written, instead)
    return folded.strip()


def mapping(extra: Mapping[str, str] | None = None) -> pl.DataFrame:
    """Lay the codes out for a join: ``key``, ``number`` (if it is one), ``iso3``, ``how``.

    Parameters
    ----------
    extra : mapping, optional
        Codes of the file's own country table to ISO3, for those not known here.
    """
    rows = [(key, int(key) if key.isdecimal() else None, area.iso3, area.how) for key, area in areas().items()]
    for key, iso3 in (extra or {}).items():
        known = resolve(iso3)
        if resolve(key) is None and known is not None:
            rows.append((key, int(key) if key.isdecimal() else None, known.iso3, known.how))
    schema = {"key": pl.String, "number": pl.Int32, "iso3": pl.String, "how": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def notes(countries: Iterable[str], year: int) -> tuple[str, ...]:
    """Give what must be said when one of these countries is in question in that year."""
    asked = set(countries)
    found = []
    for row in table("notes"):
        named = set(row["countries"].split())
        inside = int(row["from"] or 0) <= year <= int(row["to"] or 9999)
        if inside and named & asked:
            found.append(row["text"])
    return tuple(found)
