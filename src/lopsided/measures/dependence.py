"""Dependence of two countries on each other by every measure the embedded data can give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.datasets.flows import source
from lopsided.measures.definitions import definition
from lopsided.measures.exposure import network_measures
from lopsided.measures.final_exposure import final_exposure
from lopsided.measures.pair import pair
from lopsided.measures.partners import partner_concentration, partner_share, trade_to_gdp
from lopsided.measures.raw_materials import NOT_A_ZERO, raw_material_share
from lopsided.measures.result import Lopsidedness, Measure
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from lopsided.datasets.macro import Flow


def dependence(a: str, b: str, *, measures: Collection[str] = ()) -> tuple[Lopsidedness, ...]:
    """Measure A's dependence on B and B's on A.

    Parameters
    ----------
    a, b : str
        Countries by ISO3 code or name.
    measures : collection of str
        Keys or names of the measures wanted; all when empty.

    Returns
    -------
    tuple of Lopsidedness
        One for each measure, in the order of the definitions; a measure the data cannot give has no value and
        says why.

    Raises
    ------
    UnknownNameError
        For a country or a measure nobody here knows.
    UsageError
        For a country with itself.
    """
    first, second = pair(a, b)
    wanted = {definition(key).key for key in measures}
    ties = [
        Lopsidedness(a_on_b=of_a, b_on_a=of_b)
        for of_a, of_b in zip(_one_way(first, second), _one_way(second, first), strict=True)
    ]
    return tuple(tie for tie in ties if not wanted or tie.a_on_b.definition in wanted)


def _one_way(of: str, on: str) -> tuple[Measure, ...]:
    """All measures of one side, in one fixed order."""
    flows: tuple[Flow, Flow] = ("exports", "imports")
    return (
        *(partner_share(of, on, flow) for flow in flows),
        *(trade_to_gdp(of, on, flow) for flow in flows),
        *(_raw_materials(of, on, flow) for flow in flows),
        *network_measures(of, on),
        final_exposure(of, on),
        *(partner_concentration(of, flow) for flow in flows),
    )


def _raw_materials(of: str, on: str, flow: Flow) -> Measure:
    known = definition("raw_material_export_share" if flow == "exports" else "raw_material_import_share")
    value, inputs, year = raw_material_share(of, on, imports=flow == "imports")
    caveats = (f"raw materials and fuels only; {NOT_A_ZERO}",)
    if not year:
        caveats = (f"no {flow} of raw materials of {name_of(of)} are reported",)
    elif value is None:
        caveats = (f"no {flow} of raw materials between {name_of(of)} and {name_of(on)} are reported; {NOT_A_ZERO}",)
    return Measure(
        definition=known.key,
        of=of,
        on=on,
        value=value,
        unit=known.unit,
        period=str(year) if year else "",
        formula=known.formula,
        inputs=inputs,
        sources=(source("exporter, importer, HS6, year"),),
        caveats=caveats,
    )
