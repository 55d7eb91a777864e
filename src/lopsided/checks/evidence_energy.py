"""Places and parts in world exports of coal and natural gas by the energy balances: another source beside customs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lopsided.checks.check import Finding
from lopsided.checks.evidence_macro import in_years
from lopsided.checks.wording import named
from lopsided.datasets.macro import MacroValue, countries, values

if TYPE_CHECKING:
    from lopsided.checks.periods import Asked
    from lopsided.checks.question import Question

_FIELDS = {"coal": "coal", "natural-gas": "natural_gas"}
_WORLD = "WLD"


def world_energy(question: Question, asked: Asked) -> list[Finding]:
    """Return a country's place in, or part of, world exports or imports by the Factbook's energy balances.

    Customs records leave holes that energy balances do not have, and draw products elsewhere (lignite is coal there);
    where the two differ the verdict depends on the source.
    """
    fuel = _FIELDS.get(question.product)
    if fuel is None:
        return []
    field = f"{fuel}_{question.on}"
    found = []
    for year, ordered in _ordered(field).items():
        mine = next((v for c, v in ordered if c == question.of), None)
        whole = values(_WORLD, field).get(year)
        if mine is None or not in_years(year, asked):
            continue
        place = 1 + sum(1 for _, v in ordered if v.value > mine.value)
        is_rank = question.kind == "world_rank"
        if not is_rank and whole is None:
            continue
        first = ", ".join(f"{n}. {named(c)}" for n, (c, _) in enumerate(ordered[:3], 1))
        found.append(
            Finding(
                label=f"by the energy balance, {year}",
                value=float(place) if is_rank else mine.value / (whole.value if whole else 1.0),
                unit="rank" if is_rank else "fraction",
                period=str(year),
                formula=f"{field.replace('_', ' ')} of {question.of} {'among all' if is_rank else '/ of the world'}",
                sources=(mine.source,),
                weight="context" if asked.grain == "finer" else "full",
                note=first if is_rank else "",
            )
        )
    return found


@cache
def _ordered(field: str) -> dict[int, list[tuple[str, MacroValue]]]:
    """Every country's value of a series by year, the largest first."""
    by_year: dict[int, list[tuple[str, MacroValue]]] = {}
    for country in countries():
        if country != _WORLD:
            for year, value in values(country, field).items():
                by_year.setdefault(year, []).append((country, value))
    return {year: sorted(row, key=lambda x: (-x[1].value, x[0])) for year, row in by_year.items()}
