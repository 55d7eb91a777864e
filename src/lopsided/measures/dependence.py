"""Dependence of two countries on each other by every measure the data here can give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.datasets.flows import sources
from lopsided.measures.definitions import definition
from lopsided.measures.exposure import network_measures
from lopsided.measures.final_exposure import final_exposure
from lopsided.measures.pair import pair
from lopsided.measures.partners import trade_to_gdp
from lopsided.measures.raw_materials import raw_material_share
from lopsided.measures.result import Lopsidedness, Measure
from lopsided.measures.totals import shares_of_pair, trade_concentration, yearly_shares
from lopsided.measures.traded_goods import NOT_A_ZERO
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from lopsided.datasets.macro import Flow

FLOWS: tuple[Flow, Flow] = ("exports", "imports")


def dependence(
    a: str, b: str, *, measures: Collection[str] = (), years: Collection[int] | None = None
) -> tuple[Lopsidedness, ...]:
    """Measure A's dependence on B and B's on A.

    Parameters
    ----------
    a, b : str
        Countries by ISO3 code or name.
    measures : collection of str
        Keys or names of the measures wanted; all when empty.
    years : collection of int, optional
        Years for which shares in all goods trade are wanted as well, from the packs a user added.

    Returns
    -------
    tuple of Lopsidedness
        One for each measure, in the order of the definitions; a measure the data cannot give has no value and
        says why. Then, newest first, the shares of the years asked for.

    Raises
    ------
    UnknownNameError
        For a country or a measure nobody here knows.
    UsageError
        For a country with itself.
    """
    first, second = pair(a, b)
    wanted = {definition(key).key for key in measures}
    ties = [shares_of_pair(first, second, flow) for flow in FLOWS]
    ties += [
        Lopsidedness(a_on_b=of_a, b_on_a=of_b)
        for of_a, of_b in zip(_one_way(first, second), _one_way(second, first), strict=True)
    ]
    if years is not None:
        ties += yearly_shares(first, second, years)
    return tuple(tie for tie in ties if not wanted or tie.a_on_b.definition in wanted)


def _one_way(of: str, on: str) -> tuple[Measure, ...]:
    """All measures of one side but the shares, in one fixed order."""
    return (
        *(trade_to_gdp(of, on, flow) for flow in FLOWS),
        *(_raw_materials(of, on, flow) for flow in FLOWS),
        *network_measures(of, on),
        final_exposure(of, on),
        *(trade_concentration(of, flow) for flow in FLOWS),
    )


def _raw_materials(of: str, on: str, flow: Flow) -> Measure:
    known = definition("raw_material_export_share" if flow == "exports" else "raw_material_import_share")
    value, inputs, year = raw_material_share(of, on, imports=flow == "imports")
    caveats = (f"raw materials and fuels only; {NOT_A_ZERO}",)
    if not year:
        caveats = (f"no {flow} of raw materials of {name_of(of)} are reported",)
    elif value is None:
        pair = " and ".join(sorted((name_of(of), name_of(on))))
        caveats = (f"no {flow} of raw materials between {pair} are reported; {NOT_A_ZERO}",)
    return Measure(
        definition=known.key,
        of=of,
        on=on,
        value=value,
        unit=known.unit,
        period=str(year) if year else "",
        formula=known.formula,
        inputs=inputs,
        sources=sources("exporter, importer, HS6, year", [year] if year else []),
        caveats=caveats,
    )
