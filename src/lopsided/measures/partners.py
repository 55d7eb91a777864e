"""Dependence by the Factbook: shares in exports and imports, against GDP, and how concentrated the partners are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.datasets.macro import Flow, partners, values
from lopsided.measures.concentration import ROUNDING, effective_number, hhi_bounds
from lopsided.measures.definitions import definition
from lopsided.measures.result import Measure
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from lopsided.datasets.macro import Partners

OTHER_WAY = {"exports": "to", "imports": "from"}


def partner_share(of: str, on: str, flow: Flow) -> Measure:
    """B's part of A's goods exports or imports.

    Parameters
    ----------
    of, on : str
        ISO3 of A and B.
    flow : {"exports", "imports"}
        Which side of A's trade.

    Returns
    -------
    Measure
        Fraction, between the bounds that rounding leaves; where B is not listed, no value but ``at_most``, the
        smallest listed share.
    """
    key = "export_share" if flow == "exports" else "import_share"
    listed = partners(of, flow)
    if listed is None or not listed.shares:
        return _missing(key, of, on, f"the Factbook lists no {flow[:-1]} partners of {name_of(of)}")
    source = (listed.source,)
    formula = f"{flow} of {of} {OTHER_WAY[flow]} {on} / {flow} of {of}"
    if on in listed.shares:
        return Measure(
            definition=key,
            of=of,
            on=on,
            value=listed.shares[on],
            unit="fraction",
            period=str(listed.year),
            formula=formula,
            inputs={
                "partner's share": listed.shares[on],
                "place among partners, as listed": list(listed.shares).index(on) + 1,
            },
            sources=source,
            caveats=("rounded to whole percent by the Factbook",),
            at_least=max(listed.shares[on] - ROUNDING, 0.0),
            at_most=min(listed.shares[on] + ROUNDING, 1.0),
        )
    below, last = _below(listed)
    return Measure(
        definition=key,
        of=of,
        on=on,
        value=None,
        unit="fraction",
        period=str(listed.year),
        formula=formula,
        inputs={f"share of {last}, the smallest listed": below},
        sources=source,
        caveats=(
            f"{name_of(on)} is not among the {len(listed.shares)} partners the Factbook lists, "
            f"so it is at most the smallest of them, {name_of(last)} with {100 * below:.0f} %",
        ),
        at_most=below,
    )


def _below(listed: Partners) -> tuple[float, str]:
    """Most that an unlisted partner can have, and the smallest listed partner."""
    last = min(listed.shares, key=lambda partner: listed.shares[partner])
    return min(listed.shares[last], max(1 - sum(listed.shares.values()), 0.0)), last


def trade_to_gdp(of: str, on: str, flow: Flow) -> Measure:
    """A's trade with B against A's GDP: B's share times A's total, over GDP at official exchange rates.

    Returns
    -------
    Measure
        Fraction, rough: the share is of goods, the total of goods and services.
    """
    key = "exports_to_gdp" if flow == "exports" else "imports_to_gdp"
    share = partner_share(of, on, flow)
    if share.value is None and share.at_most is None:
        return _missing(key, of, on, *share.caveats)
    totals, products = values(of, flow), values(of, "gdp")
    if not totals or not products:
        lacking = f"total {flow}" if not totals else "GDP"
        return _missing(key, of, on, f"the Factbook has no {lacking} of {name_of(of)}")
    total_year = min(totals, key=lambda year: (abs(year - int(share.period)), -year))
    gdp_year = min(products, key=lambda year: (abs(year - total_year), -year))
    total, gdp = totals[total_year], products[gdp_year]
    ratio = total.value / gdp.value
    years = sorted({int(share.period), total_year, gdp_year})
    caveats = ("rough: a share of goods trade times a total of goods and services", *share.caveats)
    if len(years) > 1:
        caveats += (f"share of {share.period}, total of {total_year}, GDP of {gdp_year}",)
    return Measure(
        definition=key,
        of=of,
        on=on,
        value=None if share.value is None else share.value * ratio,
        unit="fraction",
        period=str(years[0]) if len(years) == 1 else f"{years[0]}/{years[-1]}",
        formula=f"share of {on} in {flow} x {flow} of {of} / GDP of {of}",
        inputs={
            **{name: value for name, value in share.inputs.items() if "place" not in name},
            f"{flow}, USD, {total_year}": total.value,
            f"GDP, USD, {gdp_year}": gdp.value,
        },
        sources=(*share.sources, total.source, gdp.source),
        caveats=caveats,
        at_least=None if share.at_least is None else share.at_least * ratio,
        at_most=None if share.at_most is None else share.at_most * ratio,
    )


def partner_concentration(of: str, flow: Flow) -> Measure:
    """HHI of A's partners, between the bounds that five listed partners leave open."""
    key = "export_concentration" if flow == "exports" else "import_concentration"
    listed = partners(of, flow)
    if listed is None or not listed.shares:
        return _missing(key, of, "", f"the Factbook lists no {flow[:-1]} partners of {name_of(of)}")
    low, high = hhi_bounds(list(listed.shares.values()))
    return Measure(
        definition=key,
        of=of,
        on="",
        value=None,
        unit="index",
        period=str(listed.year),
        formula="sum over partners of share squared; the rest countless (lowest) or as large as the fifth (highest)",
        inputs={
            **listed.shares,
            "effective number of partners, at least": effective_number(high),
            "effective number of partners, at most": effective_number(low),
        },
        sources=(listed.source,),
        caveats=(f"only {len(listed.shares)} partners are listed, in whole percent, so bounds and no value",),
        at_least=low,
        at_most=high,
    )


def _missing(key: str, of: str, on: str, *why: str) -> Measure:
    known = definition(key)
    return Measure(
        definition=key, of=of, on=on, value=None, unit=known.unit, period="", formula=known.formula, caveats=why
    )
