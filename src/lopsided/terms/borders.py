"""Which states share a land border, as the outlines of the embedded world map have it."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def neighbours(state: str) -> frozenset[str]:
    """Return the states and areas that share a land border with one.

    Parameters
    ----------
    state : str
        ISO3 code.

    Returns
    -------
    frozenset of str
        ISO3 codes; empty for islands, and for states too small for outlines at 1:110 million.
    """
    source = files("lopsided.terms").joinpath("data/borders.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(source.splitlines()))
    both = [*((r["one"], r["other"]) for r in rows), *((r["other"], r["one"]) for r in rows)]
    return frozenset(other for one, other in both if one == state)
