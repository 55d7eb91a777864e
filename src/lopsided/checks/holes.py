"""Pairs known not to report their trade: which side's partner shares and ranks they make worthless."""

from __future__ import annotations

from functools import cache

from lopsided.checks.question import vocabulary
from lopsided.checks.wording import named, whose
from lopsided.datasets.production import network_2022

_MATTERS = 0.10  # of the intermediate goods and services a country sells to, or buys from, other economies


@cache
def hole(of: str, flow: str, year: int) -> str:
    """Say why a country's partner shares of a year cannot carry a verdict; empty where they can.

    Two countries that stopped reporting their trade leave shares of all other partners too large. Whether that matters
    is read from the production network of 2022, where that trade was estimated: it is most of Belarus's trade, and
    little of Russia's.

    Parameters
    ----------
    of : str
        ISO3.
    flow : str
        ``exports`` or ``imports``.
    year : int
        Of the shares.
    """
    for row in vocabulary()["unreported"]:
        if of in row["pair"] and year >= row["from"]:
            partner = next(c for c in row["pair"] if c != of)
            share = _part(of, partner, flow)
            if share >= _MATTERS:
                return (
                    f"trade between {named(of)} and {named(partner)} is unreported since {row['from']}, and was about "
                    f"{100 * share:.0f} % of {whose(of)} {flow} of intermediate goods and services in "
                    f"{network_2022().year}: "
                    "shares and places of all other partners come out too large"
                )
    return ""


def _part(of: str, partner: str, flow: str) -> float:
    network = network_2022()
    if of not in network.countries or partner not in network.countries:
        return 0.0
    a, b = network.countries.index(of), network.countries.index(partner)
    flows = network.by_country() if flow == "exports" else network.by_country().T
    abroad = float(flows[a].sum() - flows[a, a])
    return float(flows[a, b]) / abroad if abroad else 0.0
