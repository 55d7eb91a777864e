"""Home: search two countries, questions to begin with, and the league table and map of one country's ties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lopsided.briefing.contents import Chart
from lopsided.measures.pair import country as country_of
from lopsided.terms.actors import name_of, states
from lopsided.web.again_in_code import Code, code_of
from lopsided.web.league import LeagueTable, league
from lopsided.web.page import Page, Row
from lopsided.web.site import Site
from lopsided.web.words import words

#: Whose ties are shown before anyone asks: the country with which most others trade.
FIRST = "CHN"


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose league table, by which measure."""

    country: str = FIRST
    by: Literal["foreign_input_share", "intermediate_market_share"] = "foreign_input_share"


@dataclass(frozen=True, slots=True)
class Country:
    """One country to choose."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question to begin with, and where it is answered."""

    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What home shows."""

    country: Country
    countries: tuple[Country, ...]
    questions: tuple[Question, ...]
    league: LeagueTable | None


def asked(
    country: str = FIRST, by: Literal["foreign_input_share", "intermediate_market_share"] = "foreign_input_share"
) -> Asked:
    """Ask for home; the country by code or name."""
    return Asked(country_of(country), by)


def contents(asked: Asked, _site: Site) -> Home:
    """List the countries by name, and rank the ties of one."""
    return Home(
        country=Country(asked.country, name_of(asked.country)),
        countries=countries(),
        questions=tuple(Question(q["text"], q["address"]) for q in words().home.questions),
        league=league(asked.country, asked.by),
    )


def countries() -> tuple[Country, ...]:
    """List every state by name."""
    return tuple(sorted((Country(code, name_of(code)) for code in states()), key=lambda c: c.name))


def rows(home: Home) -> list[Row]:
    """One row a partner of the league table; without one, one row a country."""
    if home.league is not None:
        return list(home.league.rows)
    return [{"country": c.id, "name": c.name} for c in home.countries]


def code(asked: Asked, chart: Chart) -> Code:
    """Write the lines that make a chart's numbers again."""
    return code_of("home", chart, {"country": asked.country, "by": asked.by})


PAGE = Page(key="home", path="/", asked=asked, contents=contents, rows=rows, code=code)
