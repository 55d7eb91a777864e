"""The charts of a what-if: the world, those that lose and gain most, who takes over the trade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.briefing.charts import Bar, bars
from lopsided.briefing.contents import Chart, Table
from lopsided.briefing.flow import Party, Rerouting, flow
from lopsided.briefing.numbers import of_diversion, of_groups, of_incomes
from lopsided.briefing.wording import capital, exact_percent, listed, money, percent, the
from lopsided.briefing.words import counted, say, words
from lopsided.briefing.world import key, shade, top_step, world
from lopsided.datasets.world_map import world_map
from lopsided.model.diversion import diversions
from lopsided.model.names import EVERYONE
from lopsided.model.scenario import OTHERS, Cut, sides
from lopsided.terms.actors import actors, members, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from lopsided.briefing.charts import Side
    from lopsided.model.names import Members
    from lopsided.model.outcome import Change, Diversion, Outcome
    from lopsided.model.scenario import Scenario, Tariff

REST = "ROW"
#: Losers and gainers drawn beside those named; sellers and buyers drawn on either end.
MOST_HIT, MOST_GAIN, MOST_MOVED = 8, 4, 6
#: Losers named over the map.
MOST_WORST = 3
#: Changes listed on either end.
MOST_LISTED = 12
#: A coalition's members are not all drawn as named ones.
MOST_NAMED = 4
#: Columns of a range.
ENDS = ("lowest", "highest")
#: Trade below this share of what is lost is not worth a ribbon.
TRIFLE = 1e-4


def country_name(code: str) -> str:
    """Name a country of an economy."""
    return say("what_if_charts.rest_of_world") if code == REST else name_of(code)


def spoken(names: Sequence[str]) -> str:
    """Name parties within a sentence: "the G7 and Saudi Arabia"."""
    return listed([_spoken(name) for name in names])


def _spoken(name: str) -> str:
    if name in {EVERYONE, OTHERS}:
        return say("what_if_charts.everyone" if name == EVERYONE else "what_if_charts.others")
    if name in actors() and not members(name):
        return the(name_of(name))
    # Abbreviations of four letters or more are spoken as words: NATO, BRICS.
    spelled = name.startswith("the ") or (name.isupper() and name.isalpha() and len(name) > 3)
    return name if spelled else f"the {name}"


def world_chart(
    outcome: Outcome, short: Outcome | None, named: Collection[str], groups: Mapping[str, Sequence[int]]
) -> Chart:
    """Map every country's change of real income; artefacts of the table are hatched like the unknown.

    Parameters
    ----------
    outcome, short : Outcome
        What came of it, and of it in the first year.
    named : collection of str
        Countries to outline.
    groups : mapping
        Several countries together, by name and places: they lead the table.
    """
    changes = {c: outcome.change(c) for c in outcome.countries if c not in outcome.flags}
    top = top_step(changes.values())
    shades = {c: shade(change, top) for c, change in changes.items() if c != REST}
    lose, gain = (sum(sign * x >= top / 100 for x in changes.values()) for sign in (-1, 1))
    title = _who_loses(outcome, len(changes), lose, top / 100)
    order = sorted(outcome.countries, key=lambda c: (c in outcome.flags, outcome.change(c)))
    return Chart(
        key="world",
        title=title,
        description=say("what_if_charts.world", title=title, gain=gain),
        drawing=world(shades, tuple(c for c in named if c in shades)),
        table=Table(
            caption=say("what_if_charts.world_caption"),
            columns=_columns(first_year=short is not None),
            rows=(
                *(_together_row(outcome, short, name, places) for name, places in groups.items()),
                *(_row(outcome, short, c) for c in order),
            ),
            numeric=tuple(range(1, 5 if short else 4)),
        ),
        sources=(*outcome.sources, world_map().source),
        notes=(
            say("what_if_charts.world_note"),
            world_map().whose,
            *(
                say("what_if_charts.flag", country=country_name(c), why="; ".join(why))
                for c, why in outcome.flags.items()
                if c in named
            ),
            world_map().disputed,
        ),
        unit=say("what_if_charts.income_unit"),
        period=str(outcome.year),
        legend=key(top, **vars(words().what_if_charts.legend)),
        rows=(*of_incomes(outcome, order, short), *of_groups(outcome, groups, short)),
    )


def _together_row(outcome: Outcome, short: Outcome | None, name: str, places: Sequence[int]) -> tuple[str, ...]:
    ends = tuple(percent(end) for end in outcome.together_range(places) or ()) or ("", "")
    first = () if short is None else (percent(short.together(places)),)
    return (capital(name), percent(outcome.together(places)), *ends, *first, say("what_if_charts.together"))


def _who_loses(outcome: Outcome, shown: int, lose: int, least: float) -> str:
    """Say how many lose a visible part, and name the first of these."""
    some = shown < len(outcome.countries)
    of = say(
        "what_if_charts.some_economies" if some else "what_if_charts.economies", n=shown, all=len(outcome.countries)
    )
    worst = [c for c in outcome.most_hit(MOST_WORST) if -c.amount >= least]
    told = listed([f"{the(country_name(c.country))} ({percent(c.amount)})" for c in worst])
    named = "" if not worst else f": {told}" if lose == len(worst) else say("what_if_charts.most_in", told=told)
    how_many = lose or say("what_if_charts.none")
    return say("what_if_charts.lose", n=how_many, of=of, least=exact_percent(least), named=named)


def _columns(*, first_year: bool) -> tuple[str, ...]:
    names = ("country", "change", "lowest", "highest", *(("first_year",) if first_year else ()), "mind")
    return tuple(say(f"what_if_charts.{name}") for name in names)


def _row(outcome: Outcome, short: Outcome | None, country: str) -> tuple[str, ...]:
    at = outcome.countries.index(country)
    ends = (
        ("", "")
        if outcome.band is None
        else (percent(float(outcome.band.low[at])), percent(float(outcome.band.high[at])))
    )
    first = () if short is None else (percent(short.change(country)),)
    return (
        country_name(country),
        percent(outcome.change(country)),
        *ends,
        *first,
        "; ".join(outcome.flags.get(country, ())),
    )


def gains_and_losses(outcome: Outcome, named: Sequence[str]) -> Chart:
    """Rank those named and those that lose and gain most, each with its range."""
    first = [c for c in named if c not in outcome.flags][:MOST_NAMED]
    hit = [c.country for c in outcome.most_hit(MOST_HIT, excluding=first)]
    gain = [c.country for c in outcome.gainers(MOST_GAIN, excluding=first)]
    shown = sorted({*first, *hit, *gain}, key=outcome.change)
    rows = [_bar(outcome, c, c in first) for c in shown]
    said = "; ".join(f"{row.label.removesuffix(' •')}: {row.shown}{_between(row)}" for row in rows)
    over = say("what_if_charts.line", over=outcome.band.over) if outcome.band else ""
    return Chart(
        key="ranked",
        title=say("what_if_charts.ranked"),
        description=say("what_if_charts.ranked_told", said=said),
        drawing=bars(rows, title=say("what_if_charts.income_axis")) if rows else None,
        table=Table(
            caption=say("what_if_charts.ranked_caption"),
            columns=_columns(first_year=False)[:-1],  # what to mind is said of those that are not shown here
            rows=tuple(_row(outcome, None, c)[:-1] for c in shown),
            numeric=(1, 2, 3),
        ),
        sources=outcome.sources,
        notes=(say("what_if_charts.ranked_note", over=over),),
        unit=say("what_if_charts.income_unit"),
        period=str(outcome.year),
        rows=of_incomes(outcome, shown),
    )


def _bar(outcome: Outcome, country: str, named: bool) -> Bar:  # noqa: FBT001
    change, at = outcome.change(country), outcome.countries.index(country)
    low = high = None
    if outcome.band is not None:
        low, high = float(outcome.band.low[at]), float(outcome.band.high[at])
    label = f"{country_name(country)} •" if named else country_name(country)
    side: Side = "a" if change < 0 else "b"
    return Bar(label=label, side=side, value=change, shown=percent(change), low=low, high=high)


def _between(row: Bar) -> str:
    if row.low is None or row.high is None:
        return ""
    return say("what_if_told.between", low=percent(row.low).removesuffix(" %"), high=percent(row.high))


def reroutings(outcome: Outcome, scenario: Scenario) -> tuple[Chart, ...]:
    """Draw who takes over each direction of trade that shrinks."""
    parts: list[tuple[Cut | Tariff, tuple[str, ...], tuple[str, ...]]] = []
    touched: tuple[Cut | Tariff, ...] = (*scenario.cuts, *scenario.tariffs)
    for part in touched:
        parts.append((part, part.exporters, part.importers))
        if isinstance(part, Cut) and part.both_ways:
            parts.append((part, part.importers, part.exporters))
    pairs = zip(diversions(outcome, scenario), parts, strict=True)
    charts = [_rerouting(outcome, moved, part, ends) for moved, (part, *ends) in pairs if moved.lost > 0]
    return tuple(chart(f"flow-{n}") for n, chart in enumerate(charts, 1))


def _rerouting(
    outcome: Outcome, moved: Diversion, part: Cut | Tariff, ends: Sequence[tuple[str, ...]]
) -> Callable[[str], Chart]:
    sellers, buyers = sides(ends[0], ends[1], outcome.countries)
    names, within = [_together(end) for end in ends], [spoken(end) for end in ends]
    suppliers = _ends(
        moved.suppliers,
        moved.lost,
        {outcome.countries[n] for n in buyers.places},
        _within(ends[1], buyers, sellers),
        outcome,
    )
    markets = _ends(
        moved.markets,
        moved.lost,
        {outcome.countries[n] for n in sellers.places},
        _within(ends[0], sellers, buyers),
        outcome,
    )
    what = say("what_if_charts.sectors", sectors=listed(part.sectors)) if part.sectors else ""
    lost = in_money(moved.lost, outcome)
    title = say("what_if_charts.flow", lost=lost, what=what, sellers=within[0], buyers=within[1])
    said = [
        say("what_if_charts.buy", who=within[1], more=_said(suppliers, "from")) if suppliers else "",
        say("what_if_charts.sell", who=within[0], more=_said(markets, "to")) if markets else "",
    ]
    told = "; ".join(filter(None, said)) or say("what_if_charts.nobody")
    drawing = flow(Rerouting(names[0], names[1], moved.lost, f"−{lost}", suppliers, markets))
    rows = [
        *_moved(say("what_if_charts.sells"), moved.suppliers, outcome),
        *_moved(say("what_if_charts.buys"), moved.markets, outcome),
    ]

    def made(anchor: str) -> Chart:
        return Chart(
            key=anchor,
            title=title,
            description=say("what_if_charts.flow_told", lost=lost, words=told),
            drawing=drawing,
            table=Table(
                caption=say("what_if_charts.flow_caption"),
                columns=tuple(say(f"what_if_charts.{name}") for name in ("country", "does", "change", *ENDS)),
                rows=tuple(rows),
                numeric=(2, 3, 4),
            ),
            sources=outcome.sources,
            notes=(_flow_note(suppliers, markets) + _lost_range(outcome, moved),),
            unit=say_unit(outcome),
            period=str(outcome.year),
            rows=of_diversion(outcome, moved),
        )

    return made


def _moved(end: str, changes: Sequence[Change], outcome: Outcome) -> list[tuple[str, ...]]:
    """Give one end's largest changes, up or down, and all the others as one row."""
    ranked = sorted(changes, key=lambda c: -abs(c.amount))
    first = sorted(ranked[:MOST_LISTED], key=lambda c: -c.amount)
    rows: list[tuple[str, ...]] = [
        (country_name(c.country), end, in_money(c.amount, outcome), *(_end(x, outcome) for x in (c.low, c.high)))
        for c in first
    ]
    if rest := ranked[MOST_LISTED:]:  # their ends are reached at different elasticities: they have no sum
        others = counted("what_if_charts.rest", len(rest))
        rows.append((others, end, in_money(sum(c.amount for c in rest), outcome), "", ""))
    return rows


def _end(amount: float | None, outcome: Outcome) -> str:
    return "" if amount is None else in_money(amount, outcome)


def _lost_range(outcome: Outcome, moved: Diversion) -> str:
    if moved.lost_range is None:
        return ""
    low, high = (in_money(end, outcome) for end in moved.lost_range)
    if low == high:  # an embargo leaves nothing, however easily goods are replaced
        return ""
    return say("what_if_charts.lost_range", low=low, high=high)


def _together(names: Sequence[str]) -> str:
    """Name the parties of one end where no sentence is around: "EU", "United States"."""
    return listed([_spoken(name).removeprefix("the ") for name in names])


def _ends(
    changes: Sequence[Change], lost: float, inside: Collection[str], within: str, outcome: Outcome
) -> tuple[Party, ...]:
    """Take the largest gains on one end: those within it summed under a name, the rest too."""
    home = sum(c.amount for c in changes if c.country in inside)
    others = [c for c in changes if c.country not in inside and c.amount > TRIFLE * lost]
    found = [] if home <= TRIFLE * lost else [(within, home)]
    found += [(country_name(c.country), c.amount) for c in others[:MOST_MOVED]]
    rest = sum(c.amount for c in others[MOST_MOVED:])
    if rest > TRIFLE * lost:
        found.append((counted("what_if_charts.rest", len(others) - MOST_MOVED), rest))
    return tuple(Party(who, amount, f"+{in_money(amount, outcome)}") for who, amount in found)


def _within(names: Sequence[str], of: Members, other: Members) -> str:
    """Name trade within one end: at home where that is all there is left, else among a coalition's members."""
    alone = len(of.places) == 1 or {*of.places} <= {*other.places}
    one = "at_home" if alone else "among" if len(names) == 1 else "among_them"
    return say(f"what_if_charts.{one}")


def _inner() -> set[str]:
    return {say(f"what_if_charts.{name}") for name in ("at_home", "among", "among_them")}


def _flow_note(suppliers: Sequence[Party], markets: Sequence[Party]) -> str:
    """Tell what the ribbons are that are drawn, and no others; and where no third country takes over, that."""
    third = [p for p in (*suppliers, *markets) if p.name not in _inner()]
    drawn = [
        say("what_if_charts.flow_gone"),
        say("what_if_charts.flow_bought") if suppliers else "",
        say("what_if_charts.flow_sold") if markets else "",
        say("what_if_charts.flow_sum") if suppliers or markets else "",
        "" if third else say("what_if_charts.flow_nobody"),
    ]
    return "".join(drawn)


def _said(parties: Sequence[Party], way: str) -> str:
    """Say from or to whom: a party abroad takes the word, home does not."""
    within = [p for p in parties if p.name in _inner()]
    abroad = [f"{the(p.name)} ({p.shown})" for p in parties if p not in within]
    told = [f"{p.name} ({p.shown})" for p in within]
    return listed([*told, *([say(f"what_if_charts.{way}", who=listed(abroad))] if abroad else [])])


def say_unit(outcome: Outcome) -> str:
    """Name the unit in which amounts are written."""
    return say("what_if_charts.dollars") if outcome.unit == "USD million" else outcome.unit


def in_money(amount: float, outcome: Outcome) -> str:
    """Write an amount of an outcome: dollars where its unit is known, else as it is."""
    return money(amount * 1e6).replace("$-", "−$") if outcome.unit == "USD million" else f"{amount:,.0f}"
