"""Dependence by who buys inputs from whom: 80 economies, 50 industries, 2022."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from lopsided.datasets.production import network_2022
from lopsided.measures.chains import (
    Reliance,
    blocks,
    leontief_inverse,
    reliance,
    reliance_known,
    technical_coefficients,
)
from lopsided.measures.concentration import effective_number, hhi, shares
from lopsided.measures.definitions import definition
from lopsided.measures.result import Lopsidedness, Measure
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

YEAR = "2022"
OUTSIDE = "what is bought from or sold to countries outside the 80 is not in the table"
Side = Literal["inputs", "sales"]
DirectShare = Literal["input_share", "foreign_input_share", "intermediate_market_share"]
#: Held while the whole network is inverted: to wait for that is quicker than to add up rounds beside it.
_INVERTING = Lock()


@dataclass(frozen=True, slots=True)
class IndustryReliance:
    """What one industry of A buys from B, 2022.

    Attributes
    ----------
    industry, name : str
        Code of the table and its name.
    from_partner : float
        Inputs bought from B, million USD.
    of_all_inputs, of_foreign_inputs : float
        B's part of all inputs, and of those from abroad, as fractions.
    through : float
        B's gross output needed in all rounds per unit of the industry's output (look-through).
    ban : float
        Part of the industry's output whose chain of inputs crosses the border from B to A.
    of_output : float
        The industry's part of A's gross output.
    """

    industry: str
    name: str
    from_partner: float
    of_all_inputs: float
    of_foreign_inputs: float
    through: float
    ban: float
    of_output: float


def covered(country: str) -> bool:
    """Whether the network has the country as an economy of its own."""
    return country in network_2022().countries


def industry_reliance(of: str, on: str) -> tuple[IndustryReliance, ...]:
    """Industries of A by what they buy from B, the largest first.

    Parameters
    ----------
    of, on : str
        ISO3 of A and B.

    Returns
    -------
    tuple of IndustryReliance
        Empty when the network lacks one of the two; industries that buy nothing from B are left out.
    """
    if not (covered(of) and covered(on)):
        return ()
    network, (a, b) = network_2022(), _rows(of, on)
    bought, all_inputs = network.flows[b, a].sum(axis=0), network.intermediate_purchases[a]
    foreign = all_inputs - network.flows[a, a].sum(axis=0)
    output = network.output[a]
    found, side = _reliance(*sorted((of, on)), "inputs"), int(of > on)
    rows = [
        IndustryReliance(
            industry=code,
            name=network.descriptions[code],
            from_partner=float(bought[i]),
            of_all_inputs=float(bought[i] / all_inputs[i]),
            of_foreign_inputs=float(bought[i] / foreign[i]),
            through=float(found.through[side, a][i]),
            ban=float(found.ban[side, a][i]),
            of_output=float(output[i] / output.sum()),
        )
        for i, code in enumerate(network.industries)
        if bought[i] > 0
    ]
    return tuple(sorted(rows, key=lambda row: -row.from_partner))


def network_measures(of: str, on: str) -> tuple[Measure, ...]:
    """All measures of A's dependence on B by the network, in the order of the definitions.

    Returns
    -------
    tuple of Measure
        Without values, and saying why, when the network lacks one of the two.
    """
    missing = [country for country in (of, on) if not covered(country)]
    if missing:
        named = " and ".join(sorted(map(name_of, missing)))
        why = f"{named} {'is' if len(missing) == 1 else 'are'} not among the 80 economies"
        return tuple(_measure(key, of, on, None, {}, why) for key in (*_DIRECT, *_CHAIN, *_ALONE))
    direct = _direct(of, on)
    output = float(network_2022().output[_rows(of, on)[0]].sum())
    found = [_measure(key, of, on, _ratio(*direct[key]), _named(key, direct[key])) for key in _DIRECT]
    chain = _chain(of, on)
    found += [_measure(key, of, on, chain[key], {"gross output, million USD": output}) for key in _CHAIN]
    found += [
        _measure(key, of, "", value, {"effective number of partners": effective_number(value)} if value else {})
        for key, value in _concentrations(of).items()
    ]
    return tuple(found)


_DIRECT = ("input_share", "foreign_input_share", "intermediate_market_share")
_CHAIN = (
    "input_reliance",
    "input_reliance_through",
    "market_reliance",
    "market_reliance_through",
    "ban_upstream",
    "ban_downstream",
)
_ALONE = ("input_concentration", "intermediate_market_concentration")


def direct_ties(of: str, key: DirectShare) -> tuple[Lopsidedness, ...]:
    """One direct share of A with every other economy of the network, both ways.

    Parameters
    ----------
    of : str
        ISO3 of A.
    key : {"input_share", "foreign_input_share", "intermediate_market_share"}
        Which share; see the definitions.

    Returns
    -------
    tuple of Lopsidedness
        One a partner, in the order of the network; empty when the network lacks A.
    """
    if not covered(of):
        return ()

    def share(a: str, b: str) -> Measure:
        parts = _direct(a, b)[key]
        return _measure(key, a, b, _ratio(*parts), _named(key, parts))

    others = [country for country in network_2022().countries if country != of]
    return tuple(Lopsidedness(a_on_b=share(of, on), b_on_a=share(on, of)) for on in others)


def _direct(of: str, on: str) -> dict[str, tuple[float, float]]:
    """Numerator and denominator of each direct share, million USD."""
    network, between, rows = network_2022(), _between(), _rows(of, on)[0]
    a, b = network.countries.index(of), network.countries.index(on)
    bought, sold, at_home = between[b, a], between[a, b], between[a, a]
    inputs, sales = network.intermediate_purchases[rows].sum(), network.intermediate_sales[rows].sum()
    return {
        "input_share": (float(bought), float(inputs)),
        "foreign_input_share": (float(bought), float(inputs - at_home)),
        "intermediate_market_share": (float(sold), float(sales - at_home)),
    }


def _named(key: str, parts: tuple[float, float]) -> dict[str, float | str]:
    names = {
        "input_share": ("inputs from the partner", "all inputs"),
        "foreign_input_share": ("inputs from the partner", "inputs from abroad"),
        "intermediate_market_share": ("sales of inputs to the partner", "sales of inputs abroad"),
    }[key]
    return {f"{name}, million USD": part for name, part in zip(names, parts, strict=True)}


def _chain(of: str, on: str) -> dict[str, float]:
    """Reliance and exposure of A on B, weighted by the output of A's industries."""
    side, a = int(of > on), _rows(of, on)[0]
    inputs, sales = (_reliance(*sorted((of, on)), way) for way in ("inputs", "sales"))
    output = network_2022().output[a]
    weights = output / output.sum()
    return {
        "input_reliance": float(inputs.face[side, a] @ weights),
        "input_reliance_through": float(inputs.through[side, a] @ weights),
        "market_reliance": float(sales.face[side, a] @ weights),
        "market_reliance_through": float(sales.through[side, a] @ weights),
        "ban_upstream": float(inputs.ban[side, a] @ weights),
        "ban_downstream": float(sales.ban[side, a] @ weights),
    }


@lru_cache(maxsize=256)
def _reliance(first: str, second: str, side: Side) -> Reliance:
    """Both directions at once; kept, since each dyad is asked about more than once."""
    output, pair = network_2022().output, _rows(first, second)
    flows = _flows() if side == "inputs" else _flows().T
    with _INVERTING:
        prepared = bool(_whole.cache_info().currsize)
    if not prepared:
        return reliance(flows, output, _countries(), pair)
    known: tuple[NDArray[np.floating[Any]], ...] = tuple(_whole()[rows] for rows in pair)
    if side == "sales":
        # Sales are counted on the table turned over: its inverse is this one turned over, in other units.
        per_output = np.divide(1.0, output, out=np.zeros_like(output), where=output > 0)
        known = tuple(output[rows, None] * _whole()[:, rows].T * per_output for rows in pair)
    return reliance_known((known[0], known[1]), flows, output, pair)


def prepare() -> None:
    """Work out once what every dyad's chains follow from: some seconds that only many questions are worth."""
    with _INVERTING:
        _whole()


@cache
def _whole() -> NDArray[np.float32]:
    """``(I - A)^-1`` of the whole network, at half the width."""
    return leontief_inverse(technical_coefficients(_flows(), network_2022().output)).astype(np.float32)


@cache
def _flows() -> NDArray[np.float32]:
    """Give the flows at half the width: every round reads the whole table, and they are known to 0.1 % only."""
    return network_2022().flows.astype(np.float32)


def _concentrations(of: str) -> Mapping[str, float | None]:
    between, order = _between(), network_2022().countries
    a = order.index(of)
    suppliers = {country: float(between[i, a]) for i, country in enumerate(order) if i != a}
    buyers = {country: float(between[a, i]) for i, country in enumerate(order) if i != a}
    return {
        key: hhi(shares(amounts).values()) if any(amounts.values()) else None
        for key, amounts in zip(_ALONE, (suppliers, buyers), strict=True)
    }


@cache
def _countries() -> list[slice]:
    network = network_2022()
    return blocks(np.repeat(np.arange(len(network.countries)), len(network.industries)))


@cache
def _between() -> Array:
    """Flows of inputs between countries, shape (80, 80), million USD: row sells to column."""
    return network_2022().by_country()


def _rows(of: str, on: str) -> tuple[slice, slice]:
    order, where = network_2022().countries, _countries()
    return where[order.index(of)], where[order.index(on)]


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def _measure(key: str, of: str, on: str, value: float | None, inputs: dict[str, float | str], why: str = "") -> Measure:
    known = definition(key)
    return Measure(
        definition=key,
        of=of,
        on="" if key in _ALONE else on,
        value=value,
        unit=known.unit,
        period=YEAR,
        formula=known.formula,
        inputs=inputs,
        sources=(network_2022().source,),
        caveats=(why,) if why else (OUTSIDE,),
    )
