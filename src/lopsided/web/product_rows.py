"""A product's trade of one year as rows: each flow in dollars and tonnes, the sum, how concentrated sellers are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from lopsided.datasets.flows import raw_material_flows
from lopsided.datasets.goods import is_raw_material, world_trade
from lopsided.measures.concentration import hhi
from lopsided.measures.concentration import shares as shares_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lopsided.terms.products import Product

    Row = Mapping[str, object]
    Pair = tuple[str, str]


def product_rows(what: Product, year: int, flows: Mapping[Pair, float], sources: str, caveats: str) -> tuple[Row, ...]:
    """Lay a product's trade out, the largest flow first.

    Parameters
    ----------
    what, year
        Of which product, and when.
    flows : mapping
        Seller and buyer to USD.
    sources, caveats : str
        As each row is to have them.
    """
    sold, bought = ({}, {}) if not flows else (_summed(flows, 0), _summed(flows, 1))
    mass = _tonnes(what, year) if flows else {}
    about = {"product": what.key, "year": year, "period": str(year), "sources": sources, "caveats": caveats}
    listed = [
        {
            "part": "flows",
            **about,
            "exporter": a,
            "importer": b,
            "value": value,
            "unit": "USD",
            "tonnes": mass.get((a, b), (None, False))[0],
            "tonnes_imputed": mass.get((a, b), (None, False))[1],
            "share_of_exports": value / sold[a] if sold[a] else None,
            "share_of_imports": value / bought[b] if bought[b] else None,
        }
        for (a, b), value in sorted(flows.items(), key=lambda item: -item[1])
    ]
    if not any(sold.values()):
        return tuple(listed)
    total = {"part": "total", **about, "value": sum(sold.values()), "unit": "USD"}
    index = {"part": "concentration", **about, "value": hhi(shares_of(sold).values()), "unit": "index"}
    return (*listed, total, index)


def _summed(flows: Mapping[Pair, float], side: int) -> dict[str, float]:
    found: dict[str, float] = {}
    for pair, value in flows.items():
        found[pair[side]] = found.get(pair[side], 0.0) + value
    return found


def _tonnes(what: Product, year: int) -> dict[Pair, tuple[float | None, bool]]:
    """Sum tonnes by pair: none where those of one code are not known; and whether some look worked out from values."""
    frame = (
        raw_material_flows(codes=what.hs6, years=[year]) if is_raw_material(what) else world_trade(what, [year]).rows
    )
    summed = frame.group_by("exporter", "importer").agg(
        tonnes=pl.when(pl.col("tonnes").is_null().any()).then(None).otherwise(pl.col("tonnes").sum()),
        imputed=(pl.col("tonnes_note") == "imputed").any(),
    )
    return {(a, b): (tonnes, bool(imputed)) for a, b, tonnes, imputed in summed.iter_rows()}
