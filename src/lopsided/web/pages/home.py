"""Home: search two countries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.terms.actors import name_of, states
from lopsided.web.page import Page

if TYPE_CHECKING:
    from lopsided.web.page import Row
    from lopsided.web.site import Site


@dataclass(frozen=True, slots=True)
class Asked:
    """Nothing is asked of home."""


@dataclass(frozen=True, slots=True)
class Country:
    """One country to choose."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Home:
    """What home shows."""

    countries: tuple[Country, ...]


def asked() -> Asked:
    """Ask for home."""
    return Asked()


def contents(_asked: Asked, _site: Site) -> Home:
    """List the countries, by name."""
    return Home(tuple(sorted((Country(code, name_of(code)) for code in states()), key=lambda c: c.name)))


def rows(home: Home) -> list[Row]:
    """One row a country."""
    return [{"country": c.id, "name": c.name} for c in home.countries]


PAGE = Page(key="home", path="/", asked=asked, contents=contents, rows=rows)
