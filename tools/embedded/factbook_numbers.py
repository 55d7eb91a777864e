"""The Factbook's numbers: series, trade partners and traded commodities, each row with the text it was read from."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.embedded.factbook_text import UnreadableError, clean, listed, quantity, shares, without_year

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE = Path(__file__).parent
Row = dict[str, Any]
_FLOWS = {"exports": "Exports", "imports": "Imports"}


@dataclass(frozen=True, slots=True)
class Country:
    """One Factbook entry: its two-letter code there, its ISO3 (empty if it has none), its text by section and topic."""

    gec: str
    iso3: str
    entry: Mapping[str, Any]

    def text(self, *path: str) -> str:
        """Return the cleaned text at a path, empty if there is none."""
        node: Any = self.entry
        for key in path:
            node = node.get(key, {}) if isinstance(node, dict) else {}
        raw = node.get("text", "") if isinstance(node, dict) else node
        return clean(str(raw)) if raw else ""


@dataclass(slots=True)
class Found:
    """What was read from all entries, and what could not be."""

    rows: list[Row] = field(default_factory=list)
    unparsed: list[Row] = field(default_factory=list)

    def reject(self, country: Country, where: str, text: str, why: str) -> None:
        """Keep a text that could not be read, with the reason."""
        self.unparsed.append(
            {"gec": country.gec, "iso3": country.iso3, "field": where, "text": text[:300], "reason": why}
        )


@cache
def fields() -> tuple[Row, ...]:
    """Load what series to read: where they stand, their unit in the text and ours."""
    with (HERE / "factbook_fields.csv").open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


def series(countries: list[Country]) -> Found:
    """Every series of every country: gec, iso3, field, year, value, unit, estimate, text."""
    found = Found()
    for country in countries:
        for spec in fields():
            for year, text in _texts(country, spec):
                if text:
                    _read_series(country, spec, (year, text), found)
    return found


def _texts(country: Country, spec: Row) -> Iterator[tuple[int | None, str]]:
    topic = country.entry.get(spec["section"], {}).get(spec["topic"], {})
    if "{year}" not in spec["item"]:
        yield None, country.text(*filter(None, (spec["section"], spec["topic"], spec["item"])))
        return
    pattern = re.compile(re.escape(spec["item"]).replace(r"\{year\}", r"((?:19|20)\d\d)"))
    for key in topic:
        match = pattern.fullmatch(key)
        if match:
            yield int(match[1]), country.text(spec["section"], spec["topic"], key)
    if "text" in topic and isinstance(topic["text"], str):
        yield None, country.text(spec["section"], spec["topic"])


def _read_series(country: Country, spec: Row, dated: tuple[int | None, str], found: Found) -> None:
    key_year, text = dated
    try:
        read = quantity(text)
    except UnreadableError as error:
        found.reject(country, spec["field"], text, str(error))
        return
    if read.unit != spec["source_unit"]:
        found.reject(country, spec["field"], text, f"unit {read.unit!r}, not {spec['source_unit']!r}")
    elif read.year is None and key_year is None:
        found.reject(country, spec["field"], text, "no year")
    elif read.year is not None and key_year is not None and read.year != key_year:
        found.reject(country, spec["field"], text, f"labelled {key_year} but dated {read.year}")
    else:
        found.rows.append(
            {
                "gec": country.gec,
                "iso3": country.iso3,
                "field": spec["field"],
                "year": read.year or key_year,
                "value": float(read.value * Decimal(spec["factor"])),
                "unit": spec["unit"],
                "estimate": read.estimate,
                "text": text,
            }
        )


def partners(countries: list[Country], names: Mapping[str, str]) -> Found:
    """Top trade partners: gec, iso3, flow, year, rank, partner (ISO3), partner_name, share (fraction), text."""
    found = Found()
    for country in countries:
        for flow, label in _FLOWS.items():
            text = country.text("Economy", f"{label} - partners")
            if not text:
                continue
            try:
                read = shares(text)
            except UnreadableError as error:
                found.reject(country, f"{flow} partners", text, str(error))
                continue
            for rank, (name, percent) in enumerate(read.partners, start=1):
                partner = names.get(name.casefold(), "")
                if not partner:
                    found.reject(country, f"{flow} partners", name, "unknown partner name")
                found.rows.append(
                    {
                        "gec": country.gec,
                        "iso3": country.iso3,
                        "flow": flow,
                        "year": read.year,
                        "rank": rank,
                        "partner": partner,
                        "partner_name": name,
                        "share": float(percent / 100),
                        "text": text,
                    }
                )
    return found


def commodities(countries: list[Country]) -> Found:
    """Top traded commodities by value: gec, iso3, flow, year, rank, commodity."""
    found = Found()
    for country in countries:
        for flow, label in _FLOWS.items():
            text = country.text("Economy", f"{label} - commodities")
            if not text:
                continue
            body, year = without_year(text)
            if year is None:
                found.reject(country, f"{flow} commodities", text, "no year")
                continue
            found.rows.extend(
                {
                    "gec": country.gec,
                    "iso3": country.iso3,
                    "flow": flow,
                    "year": year,
                    "rank": rank,
                    "commodity": commodity,
                }
                for rank, commodity in enumerate(listed(body), start=1)
            )
    return found
