"""Bilateral shares of goods trade in the imputed economy of 2022, as findings that can cast doubt but not decide.

Not a simulation: the economy before any shock. Its final demand by destination was estimated, and says so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.checks.check import Finding
from lopsided.model.embedded import YEAR, economy_2022

if TYPE_CHECKING:
    from lopsided.checks.periods import Asked
    from lopsided.checks.question import Question

#: ISIC sections A to C: what customs count as goods.
GOODS = ("A", "B", "C")


def imputed_shares(question: Question, asked: Asked) -> list[Finding]:
    """Return B's share of A's goods exports or imports in 2022, where a figure asks for it.

    Parameters
    ----------
    question : Question
    asked : Asked
        The years it is about.
    """
    if question.kind not in {"export_share", "import_share"} or YEAR not in asked.years:
        return []
    economy = economy_2022()
    if not {question.of, question.on} <= set(economy.countries):
        return []
    goods = [n for n, sector in enumerate(economy.sectors) if sector.startswith(GOODS)]
    flows = economy.flows[goods].sum(axis=0)
    of, on = economy.index(question.of), economy.index(question.on)
    sales = flows[of] if question.kind == "export_share" else flows[:, of]
    abroad = float(sales.sum() - sales[of])
    if abroad <= 0:
        return []
    way = "exports" if question.kind == "export_share" else "imports"
    return [
        Finding(
            label=f"share of goods {way}, {YEAR}, imputed",
            value=float(sales[on]) / abroad,
            unit="fraction",
            period=str(YEAR),
            formula=f"{way} of {question.of} with {question.on} / all its {way}, ISIC sections A to C",
            sources=tuple(replace(source, imputed=True) for source in economy.sources),
            weight="proxy",
            note="estimated by us: intermediate flows are published, final demand by destination is imputed",
        )
    ]
