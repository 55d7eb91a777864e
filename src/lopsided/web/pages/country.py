"""A country: its partners, its ties by lopsidedness, its energy, its memberships; and the list of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lopsided.briefing.charts import Bar, bars
from lopsided.briefing.contents import Chart, Table
from lopsided.briefing.measured import shown
from lopsided.briefing.numbers import of_measures, source_names
from lopsided.briefing.wording import capital, money, percent
from lopsided.datasets import macro
from lopsided.measures.definitions import definition
from lopsided.measures.energy import energy_balance
from lopsided.measures.pair import country as country_of
from lopsided.terms.actors import memberships, name_of
from lopsided.web.again_in_code import Code, code_of
from lopsided.web.league import LeagueTable, league
from lopsided.web.page import Page, Row
from lopsided.web.pages.home import Country, countries
from lopsided.web.site import Site
from lopsided.web.tie import side
from lopsided.web.words import say

By = Literal["foreign_input_share", "intermediate_market_share"]
FLOWS: tuple[macro.Flow, macro.Flow] = ("exports", "imports")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which country, and by which measure its ties are ranked."""

    country: str
    by: By = "foreign_input_share"


@dataclass(frozen=True, slots=True)
class AskedAll:
    """Nothing is asked of the list."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One published number in words: what, how much, of when, from where."""

    name: str
    value: str
    period: str
    source: str


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner the Factbook names."""

    id: str
    name: str
    flow: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OneCountry:
    """What the page of a country shows."""

    country: Country
    facts: tuple[Fact, ...]
    partners: tuple[Partner, ...]
    charts: tuple[Chart, ...]
    memberships: tuple[Country, ...]
    league: LeagueTable | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Countries:
    """Every state, by name."""

    countries: tuple[Country, ...]


def asked(country: str, by: By = "foreign_input_share") -> Asked:
    """Ask for a country by code or name."""
    return Asked(country_of(country), by)


def asked_all() -> AskedAll:
    """Ask for the list."""
    return AskedAll()


def contents(asked: Asked, _site: Site) -> OneCountry:
    """Gather what is known of a country by itself, and its ties."""
    code = asked.country
    found = tuple(p for flow in FLOWS for p in _partners(code, flow))
    return OneCountry(
        country=Country(code, name_of(code)),
        facts=_facts(code),
        partners=found,
        charts=tuple(c for c in (*(_partner_chart(code, flow) for flow in FLOWS), _energy(code)) if c is not None),
        memberships=tuple(Country(m.bloc, name_of(m.bloc)) for m in memberships(code) if not m.until),
        league=league(code, asked.by),
        rows=_rows(code, league(code, asked.by)),
    )


def contents_all(_asked: AskedAll, _site: Site) -> Countries:
    """List every state."""
    return Countries(countries())


def _partners(code: str, flow: macro.Flow) -> list[Partner]:
    listed = macro.partners(code, flow)
    return [Partner(p, name_of(p), flow, share) for p, share in listed.shares.items()] if listed else []


def _partner_chart(code: str, flow: macro.Flow) -> Chart | None:
    listed = macro.partners(code, flow)
    if listed is None or not listed.shares:
        return None
    whose = side(code)
    drawn = [Bar(name_of(p), "a", share, percent(share)) for p, share in listed.shares.items()]
    words = say(f"country.{flow}_chart", own=whose.own, country=whose.text)
    return Chart(
        key=flow,
        title=capital(words),
        description=say("country.bars", title=words, bars="; ".join(f"{b.label} {b.shown}" for b in drawn)),
        drawing=bars(drawn, title=say(f"country.{flow}_unit", own=whose.own)),
        table=Table(
            caption=capital(words),
            columns=(say("country.partner"), say("country.share")),
            rows=tuple((b.label, b.shown) for b in drawn),
            numeric=(1,),
        ),
        sources=(listed.source,),
        notes=(say("country.five"), say("country.rounded")),
        unit=say(f"country.{flow}_unit", own=whose.own),
        period=str(listed.year),
        rows=tuple(_shares(code, flow)),
    )


def _energy(code: str) -> Chart | None:
    found = [m for m in energy_balance(code) if m.value is not None]
    if not found:
        return None
    whose = side(code)
    known = definition(found[0].definition)
    drawn = [Bar(_fuel(m.product), "a", m.value, shown(m)) for m in found if m.value is not None]
    return Chart(
        key="energy",
        title=say("country.energy", country=capital(whose.text)),
        description=say("country.bars", title=known.name, bars="; ".join(f"{b.label} {b.shown}" for b in drawn)),
        drawing=bars(drawn, title=say("country.energy_unit")),
        table=Table(
            caption=known.definition,
            columns=(say("country.fuel"), say("country.value"), say("country.period"), say("country.formula")),
            rows=tuple((_fuel(m.product), shown(m), m.period, m.formula) for m in found),
            numeric=(1,),
        ),
        sources=tuple(dict.fromkeys(s for m in found for s in m.sources)),
        notes=(
            say("country.letter", country=whose.text, definition=known.definition),
            say("country.negative"),
            *dict.fromkeys(capital(c) + "." for m in found for c in m.caveats),
        ),
        unit=say("country.energy_unit"),
        period=", ".join(sorted({m.period for m in found})),
        rows=of_measures(found),
    )


def _fuel(key: str) -> str:
    return capital(key.replace("-", " "))


def _facts(code: str) -> tuple[Fact, ...]:
    rows = []
    for field in ("gdp", "exports", "imports"):
        known = macro.values(code, field)
        if known:
            newest = known[max(known)]
            named = f"{newest.source.publisher}, {newest.source.title}"
            rows.append(Fact(say(f"country.{field}"), money(newest.value), str(newest.year), named))
    return tuple(rows)


def _shares(code: str, flow: macro.Flow) -> tuple[Row, ...]:
    listed = macro.partners(code, flow)
    if listed is None:
        return ()
    about = {"unit": "fraction", "period": str(listed.year), "sources": source_names([listed.source])}
    return tuple(
        {"part": "partners", "measure": f"{flow[:-1]}_share", "country": code, "partner": p, "partner_name": name_of(p),
         "country_on_partner": share, "value": share, **about}
        for p, share in listed.shares.items()
    )  # fmt: skip


def _totals(code: str) -> tuple[Row, ...]:
    return tuple(
        {"part": "totals", "measure": field, "country": code, "value": one.value, "unit": one.unit,
         "period": str(year), "estimate": one.estimate, "sources": source_names([one.source])}
        for field in ("gdp", "exports", "imports")
        for year, one in sorted(macro.values(code, field).items(), reverse=True)
    )  # fmt: skip


def _belongs(code: str) -> tuple[Row, ...]:
    return tuple(
        {"part": "memberships", "measure": "membership", "country": code, "partner": m.bloc,
         "partner_name": name_of(m.bloc), "period": f"{m.since}/" if m.since else "", "sources": m.origin}
        for m in memberships(code)
        if not m.until
    )  # fmt: skip


def _rows(code: str, table: LeagueTable | None) -> tuple[Row, ...]:
    return (
        *(row for flow in FLOWS for row in _shares(code, flow)),
        *_totals(code),
        *({"part": "energy", "country": code, **row} for row in of_measures(energy_balance(code))),
        *_belongs(code),
        *({"part": "ties", **row} for row in (table.rows if table else ())),
    )


def rows(page: OneCountry) -> tuple[Row, ...]:
    """One row a number: shares of partners, totals, fuels, memberships, and every tie by the measure asked."""
    return page.rows


def rows_all(page: Countries) -> list[Row]:
    """One row a country."""
    return [{"country": c.id, "name": c.name} for c in page.countries]


def code(asked: Asked, chart: Chart) -> Code:
    """Write the lines that make a chart's numbers again."""
    return code_of("country", chart, {"country": asked.country, "by": asked.by})


PAGE = Page(key="country", path="/countries/{country}", asked=asked, contents=contents, rows=rows, code=code)
ALL = Page(key="countries", path="/countries", asked=asked_all, contents=contents_all, rows=rows_all)
