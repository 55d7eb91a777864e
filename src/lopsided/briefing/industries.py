"""Which industries buy most inputs from the other side: drawn in the money by which they are ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.briefing.charts import Bar, bars
from lopsided.briefing.contents import Chart, Table
from lopsided.briefing.wording import capital, money, percent
from lopsided.briefing.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lopsided.briefing.charts import Side as Colour
    from lopsided.briefing.contents import Side
    from lopsided.measures.exposure import IndustryReliance
    from lopsided.terms.provenance import Source

MOST = 8
_COLUMNS = ("industry", "bought", "of_foreign", "of_all", "through")


def bought_inputs(
    sides: tuple[Side, Side],
    industries: tuple[Sequence[IndustryReliance], Sequence[IndustryReliance]],
    source: Source,
) -> list[Chart]:
    """Draw what each side's industries buy from the other, the largest buyers first; nothing where none is known.

    Parameters
    ----------
    sides : pair of Side
    industries : pair
        What A's industries buy from B, and B's from A, the largest first.
    source : Source
    """
    pairs: tuple[tuple[Side, Side, Colour], ...] = ((*sides, "a"), (sides[1], sides[0], "b"))
    return [
        _chart(buyer, seller, colour, list(found)[:MOST], source)
        for (buyer, seller, colour), found in zip(pairs, industries, strict=True)
        if found
    ]


def _chart(buyer: Side, seller: Side, colour: Colour, top: Sequence[IndustryReliance], source: Source) -> Chart:
    # In the unit of the largest: an axis of "60m" in billions would be read wrongly.
    size, unit = (1e3, "bn") if top[0].from_partner >= 1e3 else (1, "mn")
    rows = [
        Bar(i.name, colour, i.from_partner / size, f"{money(i.from_partner * 1e6)} ({percent(i.of_foreign_inputs)})")
        for i in top
    ]
    return Chart(
        key=f"industries-{buyer.id}",
        title=say("industries.title", buyers=capital(buyer.own), seller=seller.text),
        description=say("industries.told", said="; ".join(f"{r.label}: {r.shown}" for r in rows)),
        drawing=bars(rows, title=say("industries.axis", seller=seller.text, unit=unit), percent=False),
        table=Table(
            caption=say("industries.caption", buyers=buyer.own, seller=seller.text),
            columns=tuple(say(f"industries.{name}") for name in _COLUMNS),
            rows=tuple(
                (
                    i.name,
                    money(i.from_partner * 1e6),
                    percent(i.of_foreign_inputs),
                    percent(i.of_all_inputs),
                    percent(i.through),
                )
                for i in top
            ),
            numeric=(1, 2, 3, 4),
        ),
        sources=(source,),
        notes=(
            say("industries.in_brackets"),
            say("industries.look_through"),
        ),
        unit=say("industries.unit"),
        rows=tuple(
            {
                "of": buyer.id,
                "on": seller.id,
                "industry": i.industry,
                "name": i.name,
                "value": i.from_partner,
                "unit": "USD million",
                "of_foreign_inputs": i.of_foreign_inputs,
                "of_all_inputs": i.of_all_inputs,
                "through": i.through,
                "period": "2022",
            }
            for i in top
        ),
    )
