"""The Factbook's facts in words: names, capitals, demonyms, leaders with their dates, memberships with their kind."""

from __future__ import annotations

import csv
import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from tools.embedded.factbook_numbers import HERE, Country, Found, Row
from tools.embedded.factbook_text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

_NONE = {"", "none", "na"}
_OFFICES = ("chief of state", "head of government")
_SINCE = re.compile(r"(?P<who>(?:[^();]|\([^()]*\))+?) ?\(since (?P<date>[^();,]+)[^()]*\)")
_ASIDE = re.compile(r" ?\([^()]*\) ?")
_DATES = (("%d %B %Y", "%Y-%m-%d"), ("%d %b %Y", "%Y-%m-%d"), ("%B %Y", "%Y-%m"), ("%Y", "%Y"))
_MEMBER = re.compile(r"(?P<name>[^()]+?)(?: \((?P<qualifier>.+)\))?")
_CAPITAL = re.compile(r"(?P<name>[^()]+?)(?: \((?P<detail>[^()]*(?:\[[^\]]*\])?[^()]*)\))?")
_NAMES = {
    "short name": "conventional short form",
    "long name": "conventional long form",
    "local short name": "local short form",
    "local long name": "local long form",
    "abbreviation": "abbreviation",
    "former names": "former",
}


@cache
def titles() -> tuple[str, ...]:
    """Words that stand before a leader's name, longest first."""
    with (HERE / "factbook_titles.csv").open(newline="", encoding="utf-8") as file:
        return tuple(sorted((row["title"] for row in csv.DictReader(file)), key=len, reverse=True))


def facts(countries: list[Country]) -> Found:
    """Names, capitals and demonyms: gec, iso3, fact, value, detail."""
    found = Found()
    for country in countries:
        for fact, value, detail in (*_names(country), *_capitals(country), *_others(country)):
            if value.casefold() not in _NONE:
                found.rows.append(
                    {"gec": country.gec, "iso3": country.iso3, "fact": fact, "value": value, "detail": detail}
                )
    return found


def _names(country: Country) -> Iterator[tuple[str, str, str]]:
    for fact, item in _NAMES.items():
        yield fact, country.text("Government", "Country name", item), ""


def _capitals(country: Country) -> Iterator[tuple[str, str, str]]:
    """One row per city; what the Factbook says in brackets or after it is the detail: "seat of government" and such."""
    whole = country.text("Government", "Capital", "name")
    stated, _, note = whole.partition("; note - ")
    for part in listed(stated) if re.search(r"\)[;,] ", stated) else [stated]:
        city = _CAPITAL.fullmatch(part)
        # a sentence is kept whole: it names no city in a form that can be relied on
        if city and not re.search(r"\b(is|are|no|in|from)\b", city["name"]):
            yield "capital", city["name"], "; ".join(filter(None, (city["detail"] or "", note)))
        elif part:
            yield "capital note", part, note


def _others(country: Country) -> Iterator[tuple[str, str, str]]:
    for form in ("noun", "adjective"):
        text, _, note = country.text("People and Society", "Nationality", form).partition("; note - ")
        yield f"demonym {form}", text, note
    yield "dependency", country.text("Government", "Dependency status"), ""
    yield "government type", country.text("Government", "Government type"), ""
    yield "court", country.text("Government", "International law organization participation"), ""


def leaders(countries: list[Country]) -> Found:
    """Chiefs of state and heads of government: gec, iso3, office, title, name, since, text.

    The Factbook writes surnames in capitals; ``name`` keeps them so. Deputies and representatives named after the first
    person stay in ``text`` only.
    """
    found = Found()
    for country in countries:
        for office in _OFFICES:
            text = country.text("Government", "Executive branch", office)
            if text:
                _leader(country, office, text, found)
    return found


def _leader(country: Country, office: str, text: str, found: Found) -> None:
    match = _SINCE.match(text)
    since = _iso(match["date"]) if match else None
    if match is None or since is None:
        found.reject(country, office, text, "not one person with a date of office")
        return
    title, name = _split_title(_ASIDE.sub(" ", match["who"]).strip())
    if not name:
        found.reject(country, office, text, "a title without a name")
        return
    row: Row = {"gec": country.gec, "iso3": country.iso3, "office": office, "title": title, "name": name}
    found.rows.append({**row, "since": since, "text": text})


def _split_title(who: str) -> tuple[str, str]:
    """Title and name: known title words are taken from the left for as long as there are any."""
    title: list[str] = []
    rest = who
    while True:
        known = next((t for t in titles() if re.match(rf"{re.escape(t)}(?=[\s,]|$)", rest)), None)
        if known is None:
            # "King HARALD V of Norway": the country is not part of the name
            return " ".join(title), re.sub(r" of (?:the )?[A-Z][a-z]+$", "", rest.lstrip(", "))
        title.append(known)
        rest = rest[len(known) :].lstrip(" ,")


def _iso(text: str) -> str | None:
    for form, iso in _DATES:
        try:
            return datetime.strptime(text.strip(), form).strftime(iso)  # noqa: DTZ007  (a date, no time)
        except ValueError:
            continue
    return None


def memberships(countries: list[Country]) -> Found:
    """Memberships: gec, iso3, organisation, qualifier (empty for a full member, else as the Factbook puts it)."""
    found = Found()
    for country in countries:
        text = country.text("Government", "International organization participation")
        for part in listed(text):
            member = _MEMBER.fullmatch(part)
            if member is None or len(member["name"]) > 40:
                found.reject(country, "memberships", part, "not an organisation, with or without a qualifier")
            elif member["name"].casefold() not in _NONE:
                found.rows.append(
                    {
                        "gec": country.gec,
                        "iso3": country.iso3,
                        "organisation": member["name"],
                        "qualifier": member["qualifier"] or "",
                    }
                )
    return found
