"""The simulated part: assumptions first, then who loses what, and who else is hit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.briefing.charts import Bar, bars
from lopsided.briefing.contents import Chart, Simulated, Table
from lopsided.briefing.what_if_charts import reroutings, world_chart
from lopsided.briefing.wording import capital, percent, spelled
from lopsided.model.simulate import dyad_scenario
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lopsided.briefing.contents import Side
    from lopsided.model.outcome import Outcome

_CLOSURE_NAMES = {
    "transfers": "Deficits keep their share of world income",
    "balanced": "Deficits are closed first, then the tie is cut",
    "ratio": "Spending stays in proportion to income",
}
_CLOSURES = {
    "transfers": "Each country's trade deficit stays a fixed share of world income (Dekle, Eaton and Kortum 2008).",
    "balanced": "Trade deficits are closed first, then the tie is cut.",
    "ratio": "Each country's spending stays in proportion to its income, rescaled so that the world's books balance.",
}


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
        world_chart(runs.both, None, [side.id for side in sides]),
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
    parts = [f"{side.own} real income would {_change(outcome, side.id)}" for side in sides]
    text = f"If all trade between them stopped, {parts[0]}, and {parts[1]}"
    losses = {side.id: outcome.loss(side.id) for side in sides}
    worse = max(sides, key=lambda s: losses[s.id])
    other = sides[1] if worse is sides[0] else sides[0]
    ratio = outcome.ratio(worse.id, other.id)
    if ratio is not None:
        text += f": {ratio:.1f} times as much for {worse.text}" if ratio >= 1.05 else ": about as much for both"
    return f"{text}. A simulation, not an observation."


def _change(outcome: Outcome, country: str) -> str:
    change = outcome.change(country)
    text = f"{'fall' if change < 0 else 'rise'} by {percent(abs(change))}"
    if outcome.band is not None:
        at = outcome.countries.index(country)
        ends = sorted((abs(float(outcome.band.low[at])), abs(float(outcome.band.high[at]))))
        text += f" ({percent(ends[0])} to {percent(ends[1])})"
    return text


def _assumptions(outcome: Outcome) -> tuple[tuple[str, str], ...]:
    theta = ", ".join(f"{t:g}" for t in dict.fromkeys(outcome.theta))
    rows = [
        ("Shock", spelled(outcome.scenario)),
        ("Economy", f"{outcome.economy}, {outcome.year}, {len(outcome.countries)} countries"),
        ("Trade elasticity", f"{theta} ({outcome.elasticities})"),
        ("Closure", f"{outcome.closure}: {_CLOSURES.get(outcome.closure, '')}"),
        ("Residual", f"{outcome.residual:.1e} of a market's size at most, after {outcome.iterations} steps"),
    ]
    if outcome.band is not None:
        rows.insert(3, ("Range", f"lowest and highest result over {outcome.band.over}"))
    return tuple(rows)


def _bar(label: str, side: str, outcome: Outcome, country: str) -> Bar:
    change = outcome.change(country)
    shown = percent(change)
    low = high = None
    if outcome.band is not None:
        at = outcome.countries.index(country)
        low, high = float(outcome.band.low[at]), float(outcome.band.high[at])
        shown = f"{shown} ({percent(low).removesuffix(' %')} to {percent(high).removesuffix(' %')})"
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


_COLUMNS = ("Country", "Change of real income", "Lowest", "Highest")


def _chart(key: str, title: str, rows: Sequence[tuple[Bar, tuple[str, ...]]], outcome: Outcome, note: str) -> Chart:
    return Chart(
        key=key,
        title=title,
        description=f"Bar chart: {title}. "
        + "; ".join(f"{bar.label} {bar.shown}" for bar, _ in rows)
        + ". The table follows.",
        drawing=bars([bar for bar, _ in rows], title="change of real income, simulated") if rows else None,
        table=Table(caption=title, columns=_COLUMNS, rows=tuple(row for _, row in rows), numeric=(1, 2, 3)),
        sources=outcome.sources,
        notes=(note,),
    )


def _losses(sides: tuple[Side, Side], runs: BreakUp) -> Chart:
    a, b = sides
    cases = (
        ("all trade stops", runs.both),
        (f"only {a.own} exports to {b.text} stop", runs.a_stops),
        (f"only {b.own} exports to {a.text} stop", runs.b_stops),
    )
    rows = []
    for words, outcome in cases:
        for side, group in ((a, "a"), (b, "b")):
            label = f"{side.name}: {words}"
            rows.append((_bar(label, group, outcome, side.id), _row(label, outcome, side.id)))
    note = "Simulated. The line over each bar is the range over elasticities."
    return _chart("sim-losses", "Who loses how much", rows, runs.both, note)


def _others(sides: tuple[Side, Side], outcome: Outcome) -> Chart:
    pair = {side.id for side in sides}
    moved = sorted(
        (*outcome.most_hit(5, excluding=pair), *outcome.gainers(5, excluding=pair)), key=lambda c: -abs(c.amount)
    )[:5]
    rows = [
        (_bar(name_of(c.country), "third", outcome, c.country), _row(name_of(c.country), outcome, c.country))
        for c in moved
    ]
    note = (
        "Simulated. The five other economies whose real income changes most when all trade between the two stops; "
        "the rest of the world's trade finds new ways."
    )
    return _chart("sim-others", "Who else gains or loses most", rows, outcome, note)


def _closures(sides: tuple[Side, Side], runs: BreakUp) -> Chart:
    outcomes = (runs.both, *runs.other_closures)
    rows = tuple(
        (
            f"{_CLOSURE_NAMES.get(o.closure, '')} ({o.closure})".strip(),
            *(percent(o.change(s.id)) for s in sides),
            _times(o.ratio(sides[0].id, sides[1].id)),
        )
        for o in outcomes
    )
    return Chart(
        key="sim-closures",
        title="The same break-up if trade deficits behave otherwise",
        description="",
        drawing=None,
        table=Table(
            caption="Change of real income when all trade between the two stops, by closure",
            columns=(
                "What becomes of trade deficits (closure)",
                sides[0].name,
                sides[1].name,
                f"{capital(sides[0].own)} loss as a multiple of {sides[1].own}",
            ),
            rows=rows,
            numeric=(1, 2, 3),
        ),
        sources=runs.both.sources,
        notes=("Simulated. The closure says what becomes of trade deficits; the size of a loss depends on it.",),
    )


def _times(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio:.1f}" if ratio < 1000 else "over 1,000"


def _flags(sides: tuple[Side, Side], outcome: Outcome) -> tuple[str, ...]:
    return tuple(f"{side.name}: {why}" for side in sides for why in outcome.flags.get(side.id, ()))
