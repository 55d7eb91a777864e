"""Trade elasticities as named, cited sets, mapped to the sectors of each table."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lopsided.errors import InputError, UnknownNameError
from lopsided.model.arrays import floats
from lopsided.model.names import pick_sectors

if TYPE_CHECKING:
    from lopsided.model.economy import Economy, Floats

EVERY_SECTOR = "*"
SERVICES = "Services"
DEFAULT = "uniform-5"


@dataclass(frozen=True, slots=True, eq=False)
class Elasticities:
    """One trade elasticity per sector.

    Attributes
    ----------
    name : str
        Name of the set.
    theta : ndarray, shape (J,)
        ``sigma - 1``, above zero.
    citation : str
        Where the numbers come from.
    """

    name: str
    theta: Floats
    citation: str


#: A set's name, one number for all sectors, a number per sector label, or one per sector in order (a tuple, a list or
#: an array).
Choice = str | float | Mapping[str, float] | Sequence[float] | NDArray[np.float64]


def elasticities(choice: Choice, economy: Economy) -> Elasticities:
    """Give an economy its elasticities.

    Parameters
    ----------
    choice : str, float, mapping or tuple
        A name of `elasticity_sets`, one number, or numbers in sector order; or by sector: codes, their beginnings and
        groups as in a cut, of which the narrower holds, and ``"*"`` for all others.
    economy : Economy
        Whose sectors are meant.

    Raises
    ------
    UnknownNameError
        If there is no such set, or a sector of the mapping is not in the economy.
    InputError
        If a sector is left without a number or a number is not above zero.
    """
    if isinstance(choice, str):
        found = _named(choice, economy)
    elif isinstance(choice, Mapping):
        found = Elasticities("given by sector", _ordered(choice, economy.sectors), "given by the user")
    elif np.ndim(choice) > 0:
        found = Elasticities(
            "given by sector", floats(choice, "elasticities", economy.name).ravel(), "given by the user"
        )
    else:
        number = float(np.asarray(choice, dtype=np.float64))
        found = Elasticities(f"uniform {number:g}", np.full(len(economy.sectors), number), "given by the user")
    if found.theta.shape != (len(economy.sectors),):
        problem = f"{found.theta.size} elasticities are given for {len(economy.sectors)} sectors"
        raise InputError(problem, subject=economy.name, remedy="give one per sector")
    if not ((found.theta > 0) & np.isfinite(found.theta)).all():
        problem = "an elasticity is not above zero, or infinite"
        raise InputError(problem, subject=found.name, remedy="theta is sigma less one; 5 is usual")
    return found


def elasticity_sets() -> dict[str, str]:
    """Names of the embedded sets and where each comes from."""
    found: dict[str, str] = {}
    for row in _rows("elasticities.csv"):
        found.setdefault(row["set"], row["note"])
    return found


def _named(name: str, economy: Economy) -> Elasticities:
    sets = elasticity_sets()
    if name not in sets:
        kind = "elasticity set"
        raise UnknownNameError(kind, name, sets)
    values = {row["sector"]: float(row["theta"]) for row in _rows("elasticities.csv") if row["set"] == name}
    if EVERY_SECTOR in values:
        theta = np.full(len(economy.sectors), values[EVERY_SECTOR])
    else:
        theta = np.array([_mapped(values, estimates) for estimates in _estimates(economy.sectors)])
    return Elasticities(name, theta, sets[name])


def _mapped(values: Mapping[str, float], estimates: str) -> float:
    """Mean over the estimates that share one sector of a table."""
    return float(np.mean([values[name] for name in estimates.split(";")]))


def _estimates(sectors: Sequence[str]) -> list[str]:
    """Which estimates apply to each sector: by the table that knows most of the labels, services where none does."""
    tables: dict[str, dict[str, str]] = {}
    for row in _rows("elasticity_sectors.csv"):
        tables.setdefault(row["table"], {})[row["sector"]] = row["estimates"]
    table = max(tables.values(), key=lambda known: sum(s in known for s in sectors))
    if not any(s in table for s in sectors):
        problem = "the sectors of this economy are in none of the tables that elasticities are mapped to"
        remedy = "give elasticities as numbers by sector"
        raise InputError(problem, subject=", ".join(sectors[:4]), remedy=remedy)
    return [table.get(s, SERVICES) for s in sectors]


def _ordered(given: Mapping[str, float], sectors: Sequence[str]) -> Floats:
    """Numbers in the order of sectors: named ones as in cuts, the narrower name first; ``"*"`` is all others."""
    theta = np.full(len(sectors), float(given.get(EVERY_SECTOR, np.nan)))
    picked = {name: pick_sectors((name,), sectors) for name in given if name != EVERY_SECTOR}
    for name in sorted(picked, key=lambda name: (name in sectors, -len(picked[name]))):
        theta[list(picked[name])] = float(given[name])
    missing = [s for s, number in zip(sectors, theta, strict=True) if np.isnan(number)]
    if missing:
        problem = f"no elasticity is given for {', '.join(missing[:5])}"
        remedy = f'give one per sector or group, or "{EVERY_SECTOR}" for all others'
        raise InputError(problem, subject=missing[0], remedy=remedy)
    return theta


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    text = resources.files("lopsided.model").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
