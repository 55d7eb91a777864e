"""Shares and ranks in all goods trade by year: from the packs a user added and from the Factbook, one source a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.datasets.packs.areas import notes
from lopsided.datasets.packs.order import order
from lopsided.datasets.packs.totals import TotalTrade, goods_trade
from lopsided.measures.concentration import effective_number, hhi, shares
from lopsided.measures.definitions import definition
from lopsided.measures.partners import OTHER_WAY, partner_concentration, partner_share
from lopsided.measures.result import Lopsidedness, Measure
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from lopsided.datasets.macro import Flow

SHARES: dict[Flow, str] = {"exports": "export_share", "imports": "import_share"}
RANKS: dict[Flow, str] = {"exports": "customer_rank", "imports": "supplier_rank"}
_LOST_YEARS, _LOST_SHARE = 3, 0.05
_FACTBOOK = "World Factbook"


def total_shares(of: str, on: str, flow: Flow) -> tuple[Measure, ...]:
    """Give B's part of A's goods exports or imports by every source and year there is.

    Parameters
    ----------
    of, on : str
        ISO3 of A and B.
    flow : {"exports", "imports"}
        Which side of A's trade.

    Returns
    -------
    tuple of Measure
        Fractions, the newest year first, within a year in the order of sources (``packs/data/source_order.csv``); the
        first of a year is the answer for it, the others are other answers to the same question, never to be added up.
        Inputs hold the place among partners and how many there are. A pair that was not reported has no value.
    """
    embedded = partner_share(of, on, flow)
    ranked = [(_factbook_rank(), embedded)] if embedded.period else []
    ranked += [(trade.place.rank, _share(trade, on)) for trade in goods_trade(of, flow) if trade.complete]
    ranked.sort(key=lambda pair: (-int(pair[1].period), pair[0]))
    return tuple(measure for _, measure in ranked)


def total_ranks(of: str, on: str, flow: Flow) -> tuple[Measure, ...]:
    """Give B's place among A's customers or suppliers of all goods, by every pack and year, newest first.

    The Factbook's five partners are left out: `partner_share` has their order among its inputs.
    """
    known = definition(RANKS[flow])
    found = []
    for trade in goods_trade(of, flow):
        if trade.complete:
            rank = trade.rank(on)
            found.append(
                Measure(
                    definition=known.key, of=of, on=on, value=None if rank is None else float(rank), unit=known.unit,
                    period=str(trade.year), formula=f"place of {on} among partners of {of} in goods {flow}",
                    inputs={"partners": len(trade.amounts)}, sources=(trade.source,), caveats=_caveats(trade, on),
                )
            )  # fmt: skip
    return tuple(found)


def both_ways_share(of: str, on: str) -> tuple[Measure, ...]:
    """Give B's part of A's exports and imports of goods together, by every pack and year that has both, newest first.

    A pair that was not reported one way counts as nothing that way only where it was reported the other way.
    """
    known = definition("trade_share")
    imports = {_key(trade): trade for trade in goods_trade(of, "imports") if trade.complete}
    found = []
    for sold in goods_trade(of, "exports"):
        bought = imports.get(_key(sold))
        if not sold.complete or bought is None:
            continue
        parts = [trade.amounts.get(on) for trade in (sold, bought)]
        total = sold.total + bought.total
        reported = [part for part in parts if part is not None]
        found.append(
            Measure(
                definition=known.key, of=of, on=on, unit=known.unit, period=str(sold.year), formula=known.formula,
                value=sum(reported) / total if reported and total > 0 else None,
                inputs={f"exports to {on}, USD": parts[0] or 0.0, f"imports from {on}, USD": parts[1] or 0.0,
                        "exports and imports, USD": total},
                sources=(sold.source,), caveats=tuple(dict.fromkeys((*_caveats(sold, on), *_caveats(bought, on)))),
            )
        )  # fmt: skip
    return tuple(found)


def goods_exports(of: str, on: str) -> tuple[Measure, ...]:
    """Give what A sold B of all goods, USD, by every pack and year that reports it, newest first.

    Within a year in the order of sources: the first is the answer, the others are never added to it. A source without
    all of A's partners may answer here, since no share is taken.
    """
    known = definition("goods_exports")
    return tuple(
        Measure(
            definition=known.key, of=of, on=on, value=trade.amounts[on], unit=known.unit, period=str(trade.year),
            formula=f"goods exports of {of} to {on}", inputs={"reported by": trade.reported_by or "not said"},
            sources=(trade.source,), caveats=_caveats(trade, on),
        )
        for trade in goods_trade(of, "exports")
        if on in trade.amounts
    )  # fmt: skip


def share_of_trade(of: str, on: str, flow: Flow) -> Measure:
    """Answer with the newest year, and within it with the first source of the order; says what else could answer."""
    return _answer(total_shares(of, on, flow)) or partner_share(of, on, flow)


def shares_of_pair(a: str, b: str, flow: Flow) -> Lopsidedness:
    """Give the same share both ways: by one source and year where one has both, else each side's own best."""
    one, other = total_shares(a, b, flow), total_shares(b, a, flow)
    have = {_origin(measure) for measure in other if measure.value is not None}
    common = next((m for m in one if m.value is not None and _origin(m) in have), None)
    if common is None or not from_a_pack(common):
        return Lopsidedness(a_on_b=share_of_trade(a, b, flow), b_on_a=share_of_trade(b, a, flow))
    back = next(m for m in other if _origin(m) == _origin(common))
    return Lopsidedness(a_on_b=common, b_on_a=back)


def yearly_shares(a: str, b: str, years: Collection[int] | None = None) -> tuple[Lopsidedness, ...]:
    """Give the shares in all goods trade year by year, both flows, newest year first, one source a year.

    Parameters
    ----------
    a, b : str
        ISO3.
    years : collection of int, optional
        All years of the packs when not given.
    """
    found = []
    flows: tuple[Flow, Flow] = ("exports", "imports")
    for flow in flows:
        one, other = (
            {int(m.period): m for m in reversed(total_shares(x, y, flow)) if from_a_pack(m)}
            for x, y in ((a, b), (b, a))
        )
        wanted = sorted((one.keys() & other.keys()) & set(years if years is not None else one), reverse=True)
        found += [Lopsidedness(a_on_b=one[year], b_on_a=other[year]) for year in wanted]
    return tuple(found)


def trade_concentration(of: str, flow: Flow) -> Measure:
    """HHI of A's partners in all goods: from a pack that is as new as the Factbook, else the Factbook's bounds."""
    bounds = partner_concentration(of, flow)
    trade = next((t for t in goods_trade(of, flow) if t.complete), None)
    if trade is None or trade.total <= 0 or (bounds.period and int(bounds.period) > trade.year):
        return bounds
    known = definition(bounds.definition)
    index = hhi(shares(trade.amounts).values())
    return Measure(
        definition=known.key,
        of=of,
        on="",
        value=index,
        unit=known.unit,
        period=str(trade.year),
        formula=known.formula,
        inputs={"partners": len(trade.amounts), "effective number of partners": effective_number(index)},
        sources=(trade.source,),
        caveats=_caveats(trade, ""),
    )


def _answer(measures: tuple[Measure, ...]) -> Measure | None:
    return next((m for m in measures if m.value is not None), next(iter(measures), None))


def _key(trade: TotalTrade) -> tuple[int, str, str]:
    return trade.year, trade.pack.key, trade.label


def _origin(measure: Measure) -> tuple[str, str, str]:
    source = measure.sources[0]
    return measure.period, source.dataset, source.detail.partition(" - ")[0]


def from_a_pack(measure: Measure) -> bool:
    """Whether a measure of all goods trade comes from a pack, not from the Factbook."""
    return measure.sources[0].dataset != "factbook"


def _factbook_rank() -> int:
    return next(place.rank for place in order("total trade") if place.source == _FACTBOOK)


def _share(trade: TotalTrade, on: str) -> Measure:
    known = definition(SHARES[trade.flow])
    amount, total = trade.amounts.get(on), trade.total
    inputs: dict[str, float | str] = {f"goods {trade.flow}, USD": total, "partners": len(trade.amounts)}
    if amount is not None:
        rank = trade.rank(on)
        inputs = {f"{OTHER_WAY[trade.flow]} {on}, USD": amount, **inputs, "place among partners": rank or 0}
    return Measure(
        definition=known.key,
        of=trade.country,
        on=on,
        value=amount / total if amount is not None and total > 0 else None,
        unit=known.unit,
        period=str(trade.year),
        formula=f"{trade.flow} of {trade.country} {OTHER_WAY[trade.flow]} {on} / {trade.flow} of {trade.country}",
        inputs=inputs,
        sources=(trade.source,),
        caveats=_caveats(trade, on),
    )


def _caveats(trade: TotalTrade, on: str) -> tuple[str, ...]:
    """Say what stands behind a number: which source answered and why, whose report, marks, holes, names."""
    found = [f"answered by {trade.place.source} ({trade.place.why}), number {trade.place.rank} in the order of sources"]
    if on and on not in trade.amounts:
        found.append(f"no row with {name_of(on)} in {trade.year}: unreported, not zero")
    if trade.reported_by == "mirror":
        found.append(f"{name_of(trade.country)} does not report here: put together from its partners' reports")
    if on in trade.notes:
        found.append(f"marked {trade.notes[on]}: computed by someone, not observed")
    lost = _lost(trade)
    if lost:
        named = ", ".join(f"{name_of(partner)} ({100 * share:.0f} %)" for partner, share in lost)
        found.append(f"no row in {trade.year} for {named} of the years before: other shares may be too large")
    return (*found, *notes((trade.country, on), trade.year))


def _lost(trade: TotalTrade) -> list[tuple[str, float]]:
    """Partners with a good part of the trade in a near year before, and no row now."""
    before = [
        t
        for t in goods_trade(trade.country, trade.flow)
        if t.complete and 0 < trade.year - t.year <= _LOST_YEARS and t.reported_by == trade.reported_by
    ]
    shares: dict[str, float] = {}
    for earlier in before:
        for partner, amount in earlier.amounts.items():
            if partner not in trade.amounts and amount > _LOST_SHARE * earlier.total:
                shares[partner] = max(shares.get(partner, 0.0), amount / earlier.total)
    return sorted(shares.items(), key=lambda pair: -pair[1])
