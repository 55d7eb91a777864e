"""Energy: what a country must buy abroad, and how much of its use one partner delivers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lopsided.datasets.flows import LAST_YEAR
from lopsided.datasets.macro import energy
from lopsided.measures.definitions import definition
from lopsided.measures.pair import country, pair
from lopsided.measures.raw_materials import raw_material
from lopsided.measures.result import Measure
from lopsided.measures.traded_goods import NOT_A_ZERO
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from lopsided.datasets.macro import MacroValue


@dataclass(frozen=True, slots=True)
class Fuel:
    """A fuel of the Factbook's balances: its prefix there, its name, and the traded product it matches (or none)."""

    prefix: str
    name: str
    product: str


FUELS = (
    Fuel("coal", "coal", "coal"),
    Fuel("natural_gas", "natural gas", "natural-gas"),
    Fuel("petroleum", "petroleum", ""),
    Fuel("electricity", "electricity", ""),
)


def energy_balance(of: str) -> tuple[Measure, ...]:
    """Net imports of each fuel against its use: above zero must be bought abroad, below is sold.

    Parameters
    ----------
    of : str
        Country by code or name.

    Returns
    -------
    tuple of Measure
        Coal, natural gas, petroleum and electricity; without a value where the Factbook gives no consumption, or
        neither trade nor production. Where it gives no trade, consumption less production stands in.
    """
    code = country(of)
    known = energy(code)
    return tuple(_balance(code, fuel, known) for fuel in FUELS)


def energy_from_partner(of: str, on: str) -> tuple[Measure, ...]:
    """Part of A's use of a fuel that B delivers: imports over use, times B's share of imports by value.

    Returns
    -------
    tuple of Measure
        Coal and natural gas, the two fuels with both a balance and flows by partner.
    """
    first, second = pair(of, on)
    known = energy(first)
    return tuple(_from_partner(first, second, fuel, known) for fuel in FUELS if fuel.product)


def _balance(of: str, fuel: Fuel, known: dict[str, MacroValue]) -> Measure:
    used, bought, sold, made = (
        known.get(f"{fuel.prefix}_{part}") for part in ("consumption", "imports", "exports", "production")
    )
    key, way = "energy_net_imports", (of, "")
    if used is None or used.value <= 0:
        return _measure(key, way, fuel, None, f"no consumption of {fuel.name} is given")
    if bought is not None or sold is not None:
        net = (bought.value if bought else 0.0) - (sold.value if sold else 0.0)
        note = "imports or exports that are not listed count as none"
    elif made is not None:
        net = used.value - made.value
        note = "no trade is given, so consumption less production, which includes changes of stocks"
    else:
        return _measure(key, way, fuel, None, f"neither trade in {fuel.name} nor production is given")
    balance = (bought, sold) if bought is not None or sold is not None else (made,)
    return _measure(key, way, fuel, net / used.value, note, (used, *balance))


def _from_partner(of: str, on: str, fuel: Fuel, known: dict[str, MacroValue]) -> Measure:
    used, bought = known.get(f"{fuel.prefix}_consumption"), known.get(f"{fuel.prefix}_imports")
    key, way = "energy_from_partner", (of, on)
    if used is None or used.value <= 0:
        return _measure(key, way, fuel, None, f"no consumption of {fuel.name} is given for {name_of(of)}")
    if bought is None:
        return _measure(key, way, fuel, None, f"no imports of {fuel.name} are given for {name_of(of)}")
    year = min(bought.year, LAST_YEAR)
    flow = raw_material(on, of, fuel.product, [year])
    if flow.latest is None or flow.latest.share_of_imports is None:
        note = f"no {fuel.name} from {name_of(on)} to {name_of(of)} is reported for {year}; {NOT_A_ZERO}"
        return _measure(key, way, fuel, None, note, (used, bought))
    share = flow.latest.share_of_imports
    found = _measure(key, way, fuel, bought.value / used.value * share, definition(key).caveats, (used, bought))
    inputs = {**found.inputs, f"partner's share of imports by value, {year}": share}
    return replace(
        found, inputs=inputs, sources=(*found.sources, *flow.sources), caveats=(*found.caveats, *flow.caveats)
    )


def _measure(
    key: str,
    way: tuple[str, str],
    fuel: Fuel,
    value: float | None,
    note: str,
    given: tuple[MacroValue | None, ...] = (),
) -> Measure:
    known = definition(key)
    values = [one for one in given if one is not None]
    years = sorted({one.year for one in values})
    return Measure(
        definition=key,
        of=way[0],
        on=way[1],
        value=value,
        unit=known.unit,
        period="/".join(str(year) for year in sorted({*years[:1], *years[-1:]})),
        formula=known.formula,
        inputs={f"{one.source.detail}, {one.unit}, {one.year}": one.value for one in values},
        product=fuel.product or fuel.prefix,
        sources=tuple({one.source: None for one in values}),
        caveats=(note,),
    )
