"""The charts of a what-if by sector: what a country would make more and less of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.briefing.charts import Bar, bars
from lopsided.briefing.contents import Chart, Table
from lopsided.briefing.numbers import about
from lopsided.briefing.what_if_charts import ENDS, country_name, in_money
from lopsided.briefing.wording import percent, the
from lopsided.briefing.words import say
from lopsided.datasets.production import icio_2019, network_2022

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lopsided.model.outcome import Outcome

#: Sectors drawn a country.
MOST_SECTORS = 10


def sector_charts(outcome: Outcome, countries: Sequence[str]) -> tuple[Chart, ...]:
    """Draw the change of output by sector, in quantity, of a few countries; nothing with one sector."""
    return () if len(outcome.sectors) == 1 else tuple(_sectors(outcome, c) for c in countries)


def _sectors(outcome: Outcome, country: str) -> Chart:
    n = outcome.countries.index(country)
    before = outcome.output_before[:, n]
    made = [j for j in range(len(outcome.sectors)) if before[j] > 0]
    change = {j: float(outcome.output_quantity[j, n]) for j in made}
    ends = outcome.span(lambda run: run.output_quantity[:, n])
    low, high = ({j: None if ends is None else float(ends[which][j]) for j in made} for which in (0, 1))
    moved = sorted(made, key=lambda j: -abs(change[j] * before[j]))[:MOST_SECTORS]
    names = {j: _sector_name(outcome, outcome.sectors[j]) for j in made}
    rows = [
        Bar(label=names[j], side="a" if change[j] < 0 else "b", value=change[j], shown=percent(change[j]))
        for j in sorted(moved, key=change.__getitem__)
    ]
    title = say("what_if_charts.makes", country=the(country_name(country)))
    return Chart(
        key=f"sectors-{country}",
        title=title,
        description=say("what_if_charts.makes_told", said="; ".join(f"{r.label}: {r.shown}" for r in rows)),
        drawing=bars(rows, title=say("what_if_charts.output_axis")),
        table=Table(
            caption=say("what_if_charts.makes_caption", country=the(country_name(country))),
            columns=tuple(say(f"what_if_charts.{name}") for name in ("sector", "before", "quantity", *ENDS, "price")),
            rows=tuple(
                (
                    f"{names[j]} ({outcome.sectors[j]})",
                    in_money(float(before[j]), outcome),
                    percent(change[j]),
                    *("" if end is None else percent(end) for end in (low[j], high[j])),
                    percent(float(outcome.producer_prices[j, n])),
                )
                for j in sorted(made, key=change.__getitem__)
            ),
            numeric=(1, 2, 3, 4, 5),
        ),
        sources=outcome.sources,
        notes=(say("what_if_charts.makes_note", n=len(rows)),),
        unit=say("what_if_charts.output_unit"),
        period=str(outcome.year),
        rows=tuple(
            {"name": names[j], "value": change[j], "low": low[j], "high": high[j], **_output(outcome, country, j)}
            for j in sorted(made, key=change.__getitem__)
        ),
    )


def _output(outcome: Outcome, country: str, sector: int) -> dict[str, object]:
    """Say of a country's change of output what it is of and hangs on."""
    n = outcome.countries.index(country)
    return {
        "measure": "output_change",
        "country": country,
        "sector": outcome.sectors[sector],
        "unit": "fraction",
        "output_before": float(outcome.output_before[sector, n]),
        "output_unit": outcome.unit,
        "producer_price_change": float(outcome.producer_prices[sector, n]),
        **about(outcome),
    }


def _sector_name(outcome: Outcome, code: str) -> str:
    known = network_2022().descriptions if outcome.year == network_2022().year else icio_2019().industry_names
    name = known.get(code, code).split(";")[0].removeprefix("Manufacture of ").removeprefix("basic ")
    return name[:1].upper() + name[1:]
