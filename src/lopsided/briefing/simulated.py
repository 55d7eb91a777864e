"""The simulated part: assumptions first, then who loses what, and who else is hit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.briefing.charts import Bar, bars
from lopsided.briefing.contents import Chart, Simulated, Table
from lopsided.briefing.numbers import of_incomes
from lopsided.briefing.what_if import groups
from lopsided.briefing.what_if_charts import reroutings, world_chart
from lopsided.briefing.wording import capital, percent, percent_range, spelled
from lopsided.briefing.words import say, words
from lopsided.model.simulate import dyad_scenario
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import SimpleNamespace

    from lopsided.briefing.contents import Side
    from lopsided.model.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakUp:
    """The simulations a brief shows.

    Attributes
    ----------
    both, a_stops, b_stops : Outcome
        All trade stops; only A's exports to B stop; only B's exports to A stop.
    other_closures : tuple of Outcome
        All trade stops, under the other closures.
    """

    both: Outcome
    a_stops: Outcome
    b_stops: Outcome
    other_closures: tuple[Outcome, ...]


def unavailable(why: str) -> Simulated:
    """Return the part for a dyad the model cannot speak of."""
    return Simulated(assumptions=(), headline="", charts=(), caveats=(), unavailable=why)


def simulated(sides: tuple[Side, Side], runs: BreakUp) -> Simulated:
    """Set out the break-up of a dyad."""
    scenario = dyad_scenario(sides[0].id, sides[1].id)
    charts = [
        _losses(sides, runs),
        world_chart(runs.both, None, [side.id for side in sides], groups(scenario, runs.both)),
        _others(sides, runs.both),
        *reroutings(runs.both, scenario),
        _closures(sides, runs),
    ]
    return Simulated(
        assumptions=_assumptions(runs.both),
        headline=headline(sides, runs.both),
        charts=tuple(charts),
        caveats=(*runs.both.caveats, *_flags(sides, runs.both)),
    )


def headline(sides: tuple[Side, Side], outcome: Outcome) -> str:
    """Say the result of a break-up in a sentence, with its range."""
    first, second = (say("simulated.income", whose=side.own, change=_change(outcome, side.id)) for side in sides)
    text = say("simulated.headline", first=first, second=second)
    losses = {side.id: outcome.loss(side.id) for side in sides}
    worse = max(sides, key=lambda s: losses[s.id])
    other = sides[1] if worse is sides[0] else sides[0]
    ratio = outcome.ratio(worse.id, other.id)
    if ratio is not None:
        times = say("simulated.times", times=f"{ratio:.1f}", who=worse.text)
        text += times if ratio >= 1.05 else say("simulated.alike")
    return say("what_if_told.simulation", told=text)


def _change(outcome: Outcome, country: str) -> str:
    change = outcome.change(country)
    text = say("what_if_told.falls" if change < 0 else "what_if_told.rises", percent=percent(abs(change), 3))
    if outcome.band is not None:
        at = outcome.countries.index(country)
        text += percent_range(change, float(outcome.band.low[at]), float(outcome.band.high[at]))
    return text


def _assumptions(outcome: Outcome) -> tuple[tuple[str, str], ...]:
    theta = ", ".join(f"{t:g}" for t in dict.fromkeys(outcome.theta))
    rows = [
        (say("simulated.shock"), spelled(outcome.scenario)),
        (
            say("simulated.economy"),
            say("simulated.of_economy", name=outcome.economy, year=outcome.year, n=len(outcome.countries)),
        ),
        (say("simulated.elasticity"), f"{theta} ({outcome.elasticities})"),
        (say("simulated.closure"), f"{outcome.closure}: {_of(words().simulated.closure_told, outcome)}"),
        (
            say("simulated.residual"),
            say("simulated.of_residual", size=f"{outcome.residual:.1e}", steps=outcome.iterations),
        ),
    ]
    if outcome.band is not None:
        rows.insert(3, (say("simulated.range"), say("simulated.of_range", over=outcome.band.over)))
    return tuple(rows)


def _bar(label: str, side: str, outcome: Outcome, country: str) -> Bar:
    change = outcome.change(country)
    shown = percent(change)
    low = high = None
    if outcome.band is not None:
        at = outcome.countries.index(country)
        low, high = float(outcome.band.low[at]), float(outcome.band.high[at])
        ends = (percent(end).removesuffix(" %") for end in (low, high))
        shown += say("what_if_told.between", **dict(zip(("low", "high"), ends, strict=True)))
    group = "a" if side == "a" else "b" if side == "b" else "third"
    return Bar(label=label, side=group, value=change, shown=shown, low=low, high=high)  # type: ignore[arg-type]


def _row(label: str, outcome: Outcome, country: str) -> tuple[str, ...]:
    if outcome.band is None:
        return (label, percent(outcome.change(country)), "", "")
    at = outcome.countries.index(country)
    return (
        label,
        percent(outcome.change(country)),
        percent(float(outcome.band.low[at])),
        percent(float(outcome.band.high[at])),
    )


_COLUMNS = ("country", "income_change", "lowest", "highest")


def _chart(
    key: str,
    title: str,
    rows: Sequence[tuple[Bar, tuple[str, ...]]],
    outcome: Outcome,
    note: str,
    numbers: tuple[Mapping[str, object], ...],
) -> Chart:
    return Chart(
        key=key,
        title=title,
        description=say("simulated.told", title=title, said="; ".join(f"{bar.label} {bar.shown}" for bar, _ in rows)),
        drawing=bars([bar for bar, _ in rows], title=say("what_if_charts.income_axis")) if rows else None,
        table=Table(
            caption=title,
            columns=tuple(say(f"simulated.{name}") for name in _COLUMNS),
            rows=tuple(row for _, row in rows),
            numeric=(1, 2, 3),
        ),
        sources=outcome.sources,
        notes=(note,),
        rows=numbers,
    )


def _losses(sides: tuple[Side, Side], runs: BreakUp) -> Chart:
    a, b = sides
    cases = (
        (say("simulated.all_stops"), runs.both),
        (say("simulated.one_stops", whose=a.own, whom=b.text), runs.a_stops),
        (say("simulated.one_stops", whose=b.own, whom=a.text), runs.b_stops),
    )
    rows = []
    for case, outcome in cases:
        for side, group in ((a, "a"), (b, "b")):
            label = f"{side.name}: {case}"
            rows.append((_bar(label, group, outcome, side.id), _row(label, outcome, side.id)))
    numbers = tuple(
        {"case": case, **row} for case, outcome in cases for row in of_incomes(outcome, [side.id for side in sides])
    )
    return _chart("sim-losses", say("simulated.losses"), rows, runs.both, say("simulated.losses_note"), numbers)


def _others(sides: tuple[Side, Side], outcome: Outcome) -> Chart:
    pair = {side.id for side in sides}
    moved = sorted(
        (*outcome.most_hit(5, excluding=pair), *outcome.gainers(5, excluding=pair)), key=lambda c: -abs(c.amount)
    )[:5]
    rows = [
        (_bar(name_of(c.country), "third", outcome, c.country), _row(name_of(c.country), outcome, c.country))
        for c in moved
    ]
    numbers = of_incomes(outcome, [c.country for c in moved])
    return _chart("sim-others", say("simulated.others"), rows, outcome, say("simulated.others_note"), numbers)


def _closures(sides: tuple[Side, Side], runs: BreakUp) -> Chart:
    outcomes = (runs.both, *runs.other_closures)
    rows = tuple(
        (
            f"{_of(words().simulated.closure_name, o)} ({o.closure})".strip(),
            *(percent(o.change(s.id), 3) for s in sides),
            _times(o.ratio(sides[0].id, sides[1].id)),
        )
        for o in outcomes
    )
    return Chart(
        key="sim-closures",
        title=say("simulated.closures"),
        description="",
        drawing=None,
        table=Table(
            caption=say("simulated.closures_caption"),
            columns=(
                say("simulated.closures_column"),
                sides[0].name,
                sides[1].name,
                say("simulated.multiple", whose=capital(sides[0].own), others=sides[1].own),
            ),
            rows=rows,
            numeric=(1, 2, 3),
        ),
        sources=runs.both.sources,
        notes=(say("simulated.closures_note"),),
        rows=tuple(row for o in outcomes for row in of_incomes(o, [side.id for side in sides])),
    )


def _times(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio:.1f}" if ratio < 1000 else "over 1,000"


def _of(closures: SimpleNamespace, outcome: Outcome) -> str:
    return str(getattr(closures, outcome.closure, ""))


def _flags(sides: tuple[Side, Side], outcome: Outcome) -> tuple[str, ...]:
    return tuple(f"{side.name}: {why}" for side in sides for why in outcome.flags.get(side.id, ()))
