"""A what-if: assumptions, range and fit before the headline; then who loses and gains, and who takes over the trade."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.briefing.what_if_charts import gains_and_losses, reroutings, spoken, world_chart
from lopsided.briefing.what_if_sectors import sector_charts
from lopsided.briefing.wording import capital, listed, percent, percent_range, the
from lopsided.briefing.words import say
from lopsided.model.names import EVERYONE
from lopsided.model.scenario import OTHERS, sides
from lopsided.model.simulate import RANGE_OF_THETA
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lopsided.briefing.contents import Chart
    from lopsided.model.outcome import Outcome
    from lopsided.model.scenario import Cut, Scenario, Tariff
    from lopsided.terms.provenance import Source

#: At most so many parties have a change of their own in the headline.
MOST_TOLD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """Everything a what-if shows, in the order of reading.

    Attributes
    ----------
    happens : str
        The shock in words, without a capital or a full stop.
    assumptions : tuple of (str, str)
        Economy, closure, elasticities, range, fit...: name and what was assumed.
    mind : tuple of str
        What a reader must know.
    headline : str
        Who changes by how much, with the range; says that it is simulated.
    world : Chart
        Map; its table has every country.
    ranked : Chart
        Those that lose and gain most.
    flows : tuple of Chart
        Who takes over each direction of the trade.
    sectors : tuple of Chart
        Output by sector of those most concerned, if there are sectors.
    sources : tuple of Source
    """

    happens: str
    assumptions: tuple[tuple[str, str], ...]
    mind: tuple[str, ...]
    headline: str
    world: Chart
    ranked: Chart
    flows: tuple[Chart, ...]
    sectors: tuple[Chart, ...]
    sources: tuple[Source, ...]


def what_if(
    scenario: Scenario, outcome: Outcome, short: Outcome | None, assumptions: Sequence[tuple[str, str]]
) -> WhatIf:
    """Set out a scenario's outcome.

    Parameters
    ----------
    scenario : Scenario
    outcome : Outcome
        What came of it in the long run.
    short : Outcome or None
        The same under the elasticities of the first year.
    assumptions : sequence of (str, str)
        Name and value; the rows called "mind" are told apart.
    """
    named = tuple(name for name in _named(scenario) if name in outcome.countries)
    return WhatIf(
        happens=scenario.name,
        assumptions=(
            *((capital(k), v) for k, v in assumptions if k not in {"mind", "scenario"}),
            # From docs/model.md, where the comparison is described; the test of the embedded economy prints it.
            (
                say("what_if_told.fit"),
                say("what_if_told.fit_2022" if outcome.year == 2022 else "what_if_told.fit_2019"),
            ),
        ),
        mind=(
            *_overlaps(scenario, outcome),
            *_far_out(outcome),
            *((say("what_if_told.first_year_range"),) if short is not None else ()),
            *(v for k, v in assumptions if k == "mind"),
        ),
        headline=headline(scenario, outcome, short),
        world=world_chart(outcome, short, named, groups(scenario, outcome)),
        ranked=gains_and_losses(outcome, named),
        flows=reroutings(outcome, scenario),
        sectors=sector_charts(outcome, _most_concerned(outcome, named)),
        sources=outcome.sources,
    )


def _overlaps(scenario: Scenario, outcome: Outcome) -> tuple[str, ...]:
    """Tell who is on both sides of what changes, or twice on one: a coalition beside its own member, or with itself."""
    found = []
    touched: tuple[Cut | Tariff, ...] = (*scenario.cuts, *scenario.tariffs)
    for part in touched:
        if EVERYONE in {*part.exporters, *part.importers}:
            continue
        sellers, buyers = sides(part.exporters, part.importers, outcome.countries)
        both = {*sellers.places} & {*buyers.places}
        if both and {*sellers.places} == {*buyers.places}:
            found.append(say("what_if_told.within", sellers=spoken(part.exporters)))
        elif both:
            found.append(say("what_if_told.overlap", who=_countries(both, outcome)))
        for end in (part.exporters, part.importers):
            named = Counter(
                n for name in end if name != OTHERS for n in sides((name,), (OTHERS,), outcome.countries)[0].places
            )
            if twice := [n for n, times in named.items() if times > 1]:
                found.append(say("what_if_told.twice", who=_countries(twice, outcome)))
    return tuple(dict.fromkeys(found))


def _countries(places: Iterable[int], outcome: Outcome) -> str:
    return listed([the(name) for name in sorted(name_of(outcome.countries[n]) for n in places)])


def _far_out(outcome: Outcome) -> tuple[str, ...]:
    """Warn of one elasticity for all trade that no published estimate comes near, and of a range that ends with it."""
    least, most = RANGE_OF_THETA
    theta = outcome.theta[0]
    if len({*outcome.theta}) > 1 or least <= theta <= most or not outcome.elasticities.startswith("uniform"):
        return ()
    text = say("what_if_told.far_out", theta=f"{theta:g}", least=f"{least:g}", most=f"{most:g}")
    return (text + (say("what_if_told.far_out_range") if outcome.band is not None else ""),)


def _named(scenario: Scenario) -> list[str]:
    """List the countries and coalitions a scenario names, everyone and the others left out."""
    touched: tuple[Cut | Tariff, ...] = (*scenario.cuts, *scenario.tariffs)
    names = [n for part in touched for n in (*part.exporters, *part.importers)]
    return [n for n in dict.fromkeys(names) if n not in {EVERYONE, OTHERS}]


def headline(scenario: Scenario, outcome: Outcome, short: Outcome | None) -> str:
    """Say who changes by how much; a coalition's change is that of its members' spending together."""
    told = [_told(name, outcome) for name in _named(scenario)[:MOST_TOLD]]
    everyone = range(len(outcome.countries))
    world = say("what_if_told.world", moves=_moves(outcome.world_income)) + _range(outcome, everyone)
    text = say("what_if_told.headline", happens=scenario.name, changes=listed([*told, world]))
    first = [name for name in _named(scenario) if name in outcome.countries][:2]
    if short is not None and first:
        quick = [say("what_if_told.change_in", change=percent(short.change(c)), country=the(name_of(c))) for c in first]
        text += say("what_if_told.first_year", changes=listed(quick))
    return say("what_if_told.simulation", told=text)


def groups(scenario: Scenario, outcome: Outcome) -> dict[str, Sequence[int]]:
    """Find the coalitions a scenario names, and the world: name, as spoken, to the places of their members."""
    found = {spoken((name,)): _places(name, outcome) for name in _named(scenario)}
    found = {name: places for name, places in found.items() if len(places) > 1}
    return found | {say("what_if_told.the_world"): range(len(outcome.countries))}


def _places(name: str, outcome: Outcome) -> Sequence[int]:
    return sides((name,), (OTHERS,), outcome.countries)[0].places


def _told(name: str, outcome: Outcome) -> str:
    places = _places(name, outcome)
    moves = _moves(outcome.together(places))
    if len(places) > 1:
        told = say("what_if_told.together", whom=spoken((name,)), moves=moves)
    else:
        told = say("what_if_told.income", country=the(name_of(name)), moves=moves)
    return told + _range(outcome, places)


def _range(outcome: Outcome, places: Sequence[int]) -> str:
    ends = outcome.together_range(places)
    return "" if ends is None else percent_range(outcome.together(places), *ends)


def _moves(change: float) -> str:
    return say("what_if_told.falls" if change < 0 else "what_if_told.rises", percent=percent(abs(change)))


def _most_concerned(outcome: Outcome, named: Sequence[str]) -> tuple[str, ...]:
    """Choose whose sectors are shown: of those named the two that change most, else the two most hit."""
    ranked = sorted(named, key=lambda c: -abs(outcome.change(c)))
    return tuple(ranked[:2]) or tuple(c.country for c in outcome.most_hit(2))
