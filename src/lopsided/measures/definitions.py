"""What each measure means: one row of ``data/definitions.csv``, which the documentation and the pages also show."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from lopsided.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One measure in words.

    Attributes
    ----------
    key : str
        As in ``Measure.definition``.
    name : str
        Short name for headings.
    direction : str
        ``"of A on B"``, ``"of A"`` (one country) or ``"of A and B"`` (the same for both).
    unit : str
        ``"fraction"``, ``"index"``, ``"rank"`` or ``"USD"``.
    definition, formula : str
        In a sentence, and with the names of the inputs.
    citation : str
        The paper the formula is from; empty for plain ratios.
    caveats : str
        What it does not say; empty when nothing needs saying.
    """

    key: str
    name: str
    direction: str
    unit: str
    definition: str
    formula: str
    citation: str
    caveats: str


@cache
def definitions() -> Mapping[str, Definition]:
    """Read all definitions, by key, in the order in which they are shown."""
    with files("lopsided.measures").joinpath("data/definitions.csv").open(encoding="utf-8") as lines:
        return {row["key"]: Definition(**row) for row in csv.DictReader(lines)}


def definition(key: str) -> Definition:
    """Look up one measure by key or name, whatever the case.

    Raises
    ------
    UnknownNameError
        If there is none; says which are nearest.
    """
    known = definitions()
    wanted = key.strip().casefold()
    for row in known.values():
        if wanted in {row.key, row.name.casefold()}:
            return row
    kind = "measure"
    raise UnknownNameError(kind, key, known)
