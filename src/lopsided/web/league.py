"""The league table of one country's ties: with whom it depends more, with whom less, and the map of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from lopsided.briefing.contents import Chart, Table
from lopsided.briefing.measured import shown
from lopsided.briefing.numbers import source_names
from lopsided.briefing.world import HIGH, LOW, SHADES, Key, Shade, world
from lopsided.datasets.world_map import world_map
from lopsided.measures.definitions import definition
from lopsided.measures.exposure import direct_ties
from lopsided.terms.actors import name_of
from lopsided.web.tie import side
from lopsided.web.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lopsided.measures.result import Lopsidedness

By = Literal["foreign_input_share", "intermediate_market_share"]
#: Ratios at which the map changes its shade; the first is where a tie stops being even.
STEPS: tuple[float, ...] = (1.05, 2.0, 5.0)

#: Part of either side's trade from which a tie matters, and how many of these lead the table.
LEAST, FOREMOST = 0.01, 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One partner's place in the table.

    Attributes
    ----------
    id, name : str
        The partner.
    own, theirs : str
        Dependence of the country on the partner, and the reverse, as shown.
    text : str
        Lopsidedness: "3.1 to 1".
    more : str
        Name of the more dependent side; empty if even.
    leans : {"a", "b", ""}
        Whose side that is: the country's, the partner's.
    """

    id: str
    name: str
    own: str
    theirs: str
    text: str
    more: str
    leans: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeagueTable:
    """All of one country's ties by one measure, the most lopsided against it first.

    Attributes
    ----------
    chart : Chart
        The map, with the table behind it.
    places, foremost : tuple of Place
        All partners, and the first ten of those with whom the tie matters to either side.
    rows : tuple of mapping
        The numbers.
    """

    country: str
    name: str
    by: By
    measure: str
    explained: str
    chart: Chart
    places: tuple[Place, ...]
    foremost: tuple[Place, ...]
    rows: tuple[Mapping[str, object], ...]


@lru_cache(maxsize=32)
def league(country: str, by: By) -> LeagueTable | None:
    """Rank one country's ties with every economy of the 2022 network; None where the network lacks it."""
    ties = sorted(direct_ties(country, by), key=lambda tie: -(tie.log_ratio or 0.0))
    if not ties:
        return None
    known = definition(by)
    whose = side(country)
    places = tuple(_place(tie) for tie in ties)
    names = {"country": whose.text, "own": whose.own, "measure": known.name.lower()}
    chart = Chart(
        key="league",
        title=say("league.title", **names),
        description=say("league.description", n=len(places), **names),
        drawing=world(_shades(ties), [country]),
        table=Table(
            caption=say("league.caption", **names),
            columns=tuple(say(f"league.{c}", **names) for c in ("partner", "own", "theirs", "ratio", "more")),
            rows=tuple((p.name, p.own, p.theirs, p.text, p.more) for p in places),
            numeric=(1, 2, 3),
        ),
        sources=(*ties[0].a_on_b.sources, world_map().source),
        notes=(
            say("league.letters", country=whose.text, definition=known.definition),
            *(c[:1].upper() + c[1:] + "." for c in ties[0].a_on_b.caveats),
            world_map().whose,
            world_map().disputed,
        ),
        unit=say("league.unit"),
        period=ties[0].a_on_b.period,
        legend=_key(whose.text),
        rows=tuple(_row(tie) for tie in ties),
    )
    return LeagueTable(
        country=country,
        name=whose.name,
        by=by,
        measure=known.name,
        explained=known.definition,
        chart=chart,
        places=places,
        foremost=tuple(_place(tie) for tie in ties if _matters(tie))[:FOREMOST],
        rows=tuple(_row(tie) for tie in ties),
    )


def _matters(tie: Lopsidedness) -> bool:
    """Leave out ties that are next to nothing for both: their ratios are large and mean little."""
    return max(tie.a_on_b.value or 0.0, tie.b_on_a.value or 0.0) >= LEAST


def _place(tie: Lopsidedness) -> Place:
    more = tie.more_dependent
    partner = tie.a_on_b.on
    return Place(
        id=partner,
        name=name_of(partner),
        own=shown(tie.a_on_b, 3),
        theirs=shown(tie.b_on_a, 3),
        text=tie.text,
        more=name_of(more) if more else "",
        leans="" if not more else "b" if more == partner else "a",
    )


def _row(tie: Lopsidedness) -> Mapping[str, object]:
    own, theirs = tie.a_on_b, tie.b_on_a
    return {
        "measure": own.definition,
        "country": own.of,
        "partner": own.on,
        "partner_name": name_of(own.on),
        "value": own.value,
        "country_on_partner": own.value,
        "partner_on_country": theirs.value,
        "unit": own.unit,
        "period": own.period,
        "log_ratio": tie.log_ratio,
        "lopsidedness": tie.text,
        "more_dependent": tie.more_dependent,
        "formula": own.formula,
        "caveats": "; ".join(own.caveats),
        "sources": source_names(own.sources),
    }


def _shades(ties: Sequence[Lopsidedness]) -> dict[str, Shade]:
    return {tie.a_on_b.on: shade(tie.log_ratio) for tie in ties if tie.log_ratio is not None}


def shade(log_ratio: float) -> Shade:
    """Give a ratio its shade: dark where the country depends more, on one side; the other where its partner does."""
    step = sum(abs(log_ratio) >= math.log(least) for least in STEPS)
    if step == 0:
        return "even"
    return (LOW if log_ratio > 0 else HIGH)[step - 1]


def _key(country: str) -> tuple[Key, ...]:
    ranges = (
        say("league.to", low="1.05", high="2"),
        say("league.to", low="2", high="5"),
        say("league.above", low="5"),
    )
    own = [say("league.country_more", country=country, ratio=r) for r in ranges]
    partners = [say("league.partner_more", ratio=r) for r in ranges]
    words = (*own[::-1], say("league.even"), *partners, say("league.none", country=country))
    return tuple(Key(shade, text) for shade, text in zip(SHADES, words, strict=True))
