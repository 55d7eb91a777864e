"""Sums told in other currencies: what the data have in US dollars is turned into them at the year's rate."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from lopsided.datasets.macro import values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lopsided.checks.check import Finding


@cache
def rates(currency: str) -> dict[int, float]:
    """Return how many units of a currency a US dollar bought on average, by year; empty where that is not known."""
    with (files("lopsided.checks") / "data" / "currencies.csv").open(encoding="utf-8") as lines:
        countries = {row["unit"]: row["country"] for row in csv.DictReader(lines)}
    if currency not in countries:
        return {}
    return {year: rate.value for year, rate in values(countries[currency], "exchange_rate").items()}


def converted(findings: Iterable[Finding], currency: str) -> list[Finding]:
    """Turn findings in US dollars into a currency at each year's rate; years without a rate are left out."""
    known = rates(currency)
    return [
        replace(
            finding,
            value=finding.value * known[int(finding.period)],
            unit=currency,
            formula=f"{finding.formula} x {known[int(finding.period)]:g} {currency} a dollar",
        )
        for finding in findings
        if finding.value is not None and int(finding.period) in known
    ]
