"""Fuels of a tie: how much of each side's use the other delivers, and what each must buy abroad at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.briefing.charts import Bar, bars
from lopsided.briefing.contents import Chart, Table
from lopsided.briefing.measured import shown
from lopsided.briefing.numbers import of_measures
from lopsided.briefing.wording import capital, spelled
from lopsided.briefing.words import say
from lopsided.measures.definitions import definition
from lopsided.measures.energy import FUELS, energy_balance, energy_from_partner

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lopsided.briefing.charts import Side as Colour
    from lopsided.briefing.contents import Side
    from lopsided.measures.result import Measure

    Sides = tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class _Fuel:
    """One fuel: net imports of A and B against use, and the part of A's use from B and of B's from A."""

    name: str
    balances: tuple[Measure | None, Measure | None]
    bought: tuple[Measure | None, Measure | None]

    @property
    def known(self) -> list[Measure]:
        return [m for m in (*self.balances, *self.bought) if m is not None and m.value is not None]


def fuels(sides: Sides) -> Chart | None:
    """Draw what the other delivers, where flows by partner are recorded; else what each must buy abroad.

    Parameters
    ----------
    sides : pair of Side

    Returns
    -------
    Chart or None
        None where nothing is known of any fuel.
    """
    found = [fuel for fuel in _found(sides) if fuel.known]
    if not found:
        return None
    delivered = _bars(sides, "fuels.delivered_bar", [(f.name, f.bought) for f in found])
    if delivered:
        return _delivered(sides, found, delivered)
    return _alone(sides, found, _bars(sides, "fuels.alone_bar", [(f.name, f.balances) for f in found]))


def _found(sides: Sides) -> list[_Fuel]:
    a, b = sides
    balances = [{m.product: m for m in energy_balance(side.id)} for side in sides]
    bought = [{m.product: m for m in energy_from_partner(of.id, on.id)} for of, on in ((a, b), (b, a))]
    keys = [(fuel.name, fuel.product or fuel.prefix) for fuel in FUELS]
    return [
        _Fuel(name, (balances[0].get(key), balances[1].get(key)), (bought[0].get(key), bought[1].get(key)))
        for name, key in keys
    ]


def _bars(sides: Sides, key: str, rows: Sequence[tuple[str, tuple[Measure | None, Measure | None]]]) -> list[Bar]:
    a, b = sides
    ends: tuple[tuple[Side, Side, Colour], ...] = ((a, b, "a"), (b, a, "b"))
    return [
        Bar(capital(say(key, of=of.own, on=on.text, fuel=fuel)), colour, m.value, shown(m))
        for fuel, pair in rows
        for (of, on, colour), m in zip(ends, pair, strict=True)
        if m is not None and m.value is not None
    ]


def _delivered(sides: Sides, found: Sequence[_Fuel], drawn: Sequence[Bar]) -> Chart:
    a, b = sides
    balance, part = (definition(key).name for key in ("energy_net_imports", "energy_from_partner"))
    used = [m for f in found for m in f.known]
    return Chart(
        key="energy",
        title=say("fuels.delivered"),
        description=_told(drawn),
        drawing=bars(drawn, title=say("fuels.delivered_axis")),
        table=Table(
            caption=say("fuels.delivered_caption"),
            columns=(
                say("fuels.fuel"),
                say("fuels.use_from", of=capital(a.own), on=b.text),
                say("fuels.use_from", of=capital(b.own), on=a.text),
                *_balance_columns(sides),
            ),
            rows=tuple((capital(f.name), *_cells(f.bought, "no_flows"), *_cells(f.balances, "no_data")) for f in found),
            numeric=(1, 2, 3, 4),
        ),
        sources=tuple(dict.fromkeys(s for m in used for s in m.sources)),
        notes=(say("fuels.delivered_note", balance=balance, part=part), *_notes(used)),
        unit=say("fuels.unit"),
        period=_period(used),
        rows=of_measures(used),
    )


def _alone(sides: Sides, found: Sequence[_Fuel], drawn: Sequence[Bar]) -> Chart:
    a, b = sides
    used = [m for f in found for m in f.known]
    return Chart(
        key="energy",
        title=say("fuels.alone"),
        description=_told(drawn),
        drawing=bars(drawn, title=say("fuels.alone_axis")),
        table=Table(
            caption=say("fuels.alone_caption"),
            columns=(say("fuels.fuel"), *_balance_columns(sides)),
            rows=tuple((capital(f.name), *_cells(f.balances, "no_data")) for f in found),
            numeric=(1, 2),
        ),
        sources=tuple(dict.fromkeys(s for m in used for s in m.sources)),
        notes=(say("fuels.alone_note", a=a.text, b=b.text), *_notes(used)),
        unit=say("fuels.unit"),
        period=_period(used),
        rows=of_measures(used),
    )


def _told(drawn: Sequence[Bar]) -> str:
    return say("fuels.told", said="; ".join(f"{bar.label}: {bar.shown}" for bar in drawn))


def _balance_columns(sides: Sides) -> tuple[str, ...]:
    return tuple(say("fuels.net_imports", of=capital(side.own)) for side in sides)


def _cells(pair: tuple[Measure | None, Measure | None], missing: str) -> tuple[str, ...]:
    return tuple(shown(m) if m else say(f"fuels.{missing}") for m in pair)


def _notes(measures: Iterable[Measure]) -> tuple[str, ...]:
    found = dict.fromkeys(words for m in measures for words in m.caveats if words)
    return tuple(capital(spelled(words)).rstrip(".") + "." for words in found)


def _period(measures: Iterable[Measure]) -> str:
    years = sorted({year for m in measures for year in m.period.split("/") if year})
    return "–".join(dict.fromkeys((years[0], years[-1]))) if years else ""
