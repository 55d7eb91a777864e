"""What came of a scenario as rows for a terminal, a page or a machine: every number with what it hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from lopsided.api.rows import sources_of
from lopsided.api.simulations import named_parties
from lopsided.model.diversion import diversions
from lopsided.model.first_order import first_order_welfare
from lopsided.model.names import EVERYONE
from lopsided.model.scenario import OTHERS, sides
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lopsided.api.simulations import Simulation
    from lopsided.model.economy import Floats
    from lopsided.model.outcome import Diversion, Outcome
    from lopsided.model.scenario import Cut, Tariff

    Row = dict[str, Any]

#: What can be written of a simulation for a machine.
Part = Literal["groups", "countries", "diversion", "sectors", "trade"]
REST = "ROW"
WORLD = "the world"


def country_rows(simulation: Simulation) -> list[Row]:
    """One row a country: those a cut names first, then the most moved; simulated, not observed."""
    outcome, short = simulation.long_run, simulation.short_run
    split, band = first_order_welfare(outcome), outcome.band
    named = named_parties(simulation)
    first = {c: place for place, c in enumerate(named)}
    places = {c: n for n, c in enumerate(outcome.countries)}
    wages, prices = outcome.span(lambda run: run.real_wages), outcome.span(lambda run: run.prices)
    order = sorted(
        outcome.countries, key=lambda c: (first.get(c, len(named)), c in outcome.flags, -abs(outcome.change(c)))
    )
    return [
        {
            "country": c,
            "name": country_name(c),
            "real_income_percent": 100 * outcome.change(c),
            "low_percent": None if band is None else 100 * float(band.low[places[c]]),
            "high_percent": None if band is None else 100 * float(band.high[places[c]]),
            "short_run_percent": None if short is None else 100 * short.change(c),
            "real_wages_percent": 100 * float(outcome.real_wages[places[c]]),
            **_ends("real_wages", wages, places[c]),
            "prices_percent": 100 * float(outcome.prices[places[c]]),
            **_ends("prices", prices, places[c]),
            "spending_before": float(outcome.income_before[places[c]]),
            "spending_after": float(outcome.income_after[places[c]]),
            "tariff_revenue_before": float(outcome.revenue_before[places[c]]),
            "tariff_revenue_after": float(outcome.revenue_after[places[c]]),
            "unit": outcome.unit,
            "first_order_terms_of_trade_percent": 100 * float(split.terms_of_trade[places[c]]),
            "first_order_volume_of_trade_percent": 100 * float(split.volume_of_trade[places[c]]),
            "first_order_sum_percent": 100 * float(split.total[places[c]]),
            "flags": list(outcome.flags.get(c, ())),
            **_about(outcome),
            "no_range": _no_range(outcome, by_runs=True),
        }
        for c in order
    ]


def _ends(name: str, ends: tuple[Floats, Floats] | None, *at: int) -> Row:
    """Give the lowest and highest of a change in per cent."""
    low, high = (None, None) if ends is None else (100 * float(end[at]) for end in ends)
    return {f"{name}_low_percent": low, f"{name}_high_percent": high}


def group_rows(simulation: Simulation) -> list[Row]:
    """One row a coalition that is named, and one for the world: members' changes weighted by their spending before."""
    outcome, short = simulation.long_run, simulation.short_run
    parts: tuple[Cut | Tariff, ...] = (*simulation.scenario.cuts, *simulation.scenario.tariffs)
    named = dict.fromkeys(name for part in parts for name in (*part.exporters, *part.importers))
    groups: dict[str, Sequence[int]] = {}
    for name in named:
        places = () if name in {EVERYONE, OTHERS} else sides((name,), (OTHERS,), outcome.countries)[0].places
        if len(places) > 1:
            groups[name] = places
    groups[WORLD] = range(len(outcome.countries))
    return [_group(outcome, short, name, places) for name, places in groups.items()]


def _group(outcome: Outcome, short: Outcome | None, name: str, places: Sequence[int]) -> Row:
    low, high = outcome.together_range(places) or (None, None)
    return {
        "group": name,
        "members": [outcome.countries[n] for n in places],
        "real_income_percent": 100 * outcome.together(places),
        "low_percent": None if low is None else 100 * low,
        "high_percent": None if high is None else 100 * high,
        "short_run_percent": None if short is None else 100 * short.together(places),
        **_about(outcome),
    }


def diversion_rows(simulation: Simulation, top: int | None = None) -> list[Row]:
    """One row a country on either end of each direction of trade that was touched: who takes it over, who loses too."""
    outcome = simulation.long_run
    return [row for moved in diversions(outcome, simulation.scenario) for row in _moved(outcome, moved, top)]


def _moved(outcome: Outcome, moved: Diversion, top: int | None) -> list[Row]:
    rows = []
    for end, changes in (("sells more to the buyers", moved.suppliers), ("buys more from the sellers", moved.markets)):
        shown = changes if top is None else tuple(c for c in changes if c.amount > 0)[:top]
        rows += [
            {
                "from": moved.exporter,
                "to": moved.importer,
                "lost": moved.lost,
                "lost_low": None if moved.lost_range is None else moved.lost_range[0],
                "lost_high": None if moved.lost_range is None else moved.lost_range[1],
                "end": end,
                "country": change.country,
                "name": country_name(change.country),
                "change": change.amount,
                "low": change.low,
                "high": change.high,
                "unit": outcome.unit,
                **_about(outcome, by_runs=True),
            }
            for change in shown
        ]
    return rows


def sector_rows(simulation: Simulation) -> list[Row]:
    """One row a country and sector: output before and after in money, its change in quantity, and prices."""
    outcome = simulation.long_run
    before, after = outcome.output_before, outcome.output_after
    quantities = outcome.span(lambda run: run.output_quantity)
    about = _about(outcome, by_runs=True)
    return [
        {
            "country": c,
            "sector": s,
            "output_before": float(before[j, n]),
            "output_after": float(after[j, n]),
            "quantity_percent": 100 * float(outcome.output_quantity[j, n]),
            **_ends("quantity", quantities, j, n),
            "producer_price_percent": 100 * float(outcome.producer_prices[j, n]),
            "buyer_price_percent": 100 * float(outcome.sector_prices[j, n]),
            "unit": outcome.unit,
            **about,
        }
        for n, c in enumerate(outcome.countries)
        for j, s in enumerate(outcome.sectors)
        if before[j, n] > 0
    ]


def trade_rows(simulation: Simulation) -> list[Row]:
    """One row a flow between two countries in a sector: trade before and after in money."""
    outcome = simulation.long_run
    here = outcome.flows_before > 0
    ends = outcome.span(lambda run: run.flows_after)
    told = ("simulated", "closure", "elasticities", "range_over", "no_range", "residual")  # of hundreds of thousands
    about = {name: value for name, value in _about(outcome, by_runs=True).items() if name in told}
    return [
        {
            "exporter": outcome.countries[i],
            "importer": outcome.countries[n],
            "sector": outcome.sectors[j],
            "before": float(outcome.flows_before[j, i, n]),
            "after": float(outcome.flows_after[j, i, n]),
            "low": None if ends is None else float(ends[0][j, i, n]),
            "high": None if ends is None else float(ends[1][j, i, n]),
            "unit": outcome.unit,
            **about,
        }
        for j, i, n in np.argwhere(here).tolist()
        if i != n
    ]


def part_rows(simulation: Simulation, part: Part) -> list[Row]:
    """Rows of one part of a simulation."""
    parts: dict[Part, Callable[[Simulation], list[Row]]] = {
        "groups": group_rows,
        "countries": country_rows,
        "diversion": diversion_rows,
        "sectors": sector_rows,
        "trade": trade_rows,
    }
    return parts[part](simulation)


def _no_range(outcome: Outcome, *, by_runs: bool) -> str:
    """Say why a number has no range; empty where it has one."""
    if outcome.band is None:
        return "No range was asked for, or there is none: see caveats."
    if by_runs and not outcome.band.runs:
        return (
            "Draws of elasticities give a range of real income alone, since no draw's trade is kept; "
            "the lowest and highest elasticity (--range 2:8.28) give one of this as well."
        )
    return ""


def _about(outcome: Outcome, *, by_runs: bool = False) -> Row:
    """Say what a number hangs on; `by_runs` where its range needs the runs of the band, as all but real income does."""
    missing = _no_range(outcome, by_runs=by_runs)
    return {
        "simulated": True,
        "scenario": outcome.scenario,
        "economy": outcome.economy,
        "closure": outcome.closure,
        "elasticities": outcome.elasticities,
        "range_over": outcome.band.over if outcome.band and not missing else "",
        "no_range": missing,
        "residual": outcome.residual,
        "caveats": list(outcome.caveats),
        "sources": sources_of(outcome.sources),
    }


def country_name(code: str) -> str:
    """Name a country by its code; the rest of the world has none of its own."""
    return "rest of the world" if code == REST else name_of(code)
