"""Inter-country tables in their publishers' own formats, parsed by pymrio where it is installed (``lopsided[mrio]``).

pymrio (Stadler 2021, Journal of Open Research Software 9) knows the formats of WIOD, the OECD, EXIOBASE and Eora. It is
an extra for its licence (LGPL) and its size; plain CSV and Parquet files are read without it.
"""

from __future__ import annotations

import csv
import importlib
import importlib.util
from dataclasses import replace
from fnmatch import fnmatch
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

from lopsided.errors import InputError, UsageError
from lopsided.model.bilateral import Treatment
from lopsided.model.input_output import from_input_output
from lopsided.model.table_files import with_treatments

if TYPE_CHECKING:
    from pathlib import Path

    from lopsided.model.calibration import About
    from lopsided.model.economy import Economy

REST = {"RoW": "ROW", "WXD": "ROW"}


@cache
def _formats() -> tuple[dict[str, str], ...]:
    text = resources.files("lopsided.model").joinpath("data", "mrio_formats.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def parser_of(path: Path) -> str | None:
    """Name the function of pymrio that reads this file or folder, None if none does."""
    names = [path.name, *(child.name for child in path.iterdir())] if path.is_dir() else [path.name]
    return next((row["parser"] for row in _formats() for name in names if fnmatch(name, row["pattern"])), None)


def has_pymrio() -> bool:
    """Whether pymrio is installed."""
    return importlib.util.find_spec("pymrio") is not None


def read_mrio(path: Path, about: About) -> Economy:
    """Read a table in its publisher's format through pymrio.

    Raises
    ------
    UsageError
        If pymrio is not installed.
    InputError
        If it cannot parse the file.
    """
    parser = parser_of(path)
    if parser is None:
        known = "; ".join(f"{row['pattern']} ({row['what']})" for row in _formats())
        problem = "no format is known by this name"
        raise InputError(problem, subject=str(path), remedy=f"known are {known}")
    if not has_pymrio():
        problem = "files in this format are read by pymrio, which is not installed"
        raise UsageError(problem, subject=path.name, remedy="pip install 'lopsided[mrio]'")
    pymrio = importlib.import_module("pymrio")
    options = {"year": about.year} if path.is_dir() and parser in {"parse_wiod", "parse_oecd"} else {}
    try:
        system = getattr(pymrio, parser)(path, **options)
    except (OSError, ValueError, LookupError, AttributeError, TypeError, pymrio.ParserError) as error:
        problem = f"pymrio cannot parse it: {error}"
        raise InputError(problem, subject=str(path), remedy="give it as the publisher named and packed it") from error
    return from_pymrio(system, about)


def from_pymrio(system: Any, about: About) -> Economy:  # noqa: ANN401 - pymrio has no types
    """Economy of a pymrio ``IOSystem``, however it came about.

    Parameters
    ----------
    system : pymrio.IOSystem
        With ``Z`` (region, sector by region, sector) and ``Y`` (region, sector by region, use).
    about : About
        Name, year, sources; the unit is the system's where it has one.

    Raises
    ------
    InputError
        If a country lacks a sector that others have, or a number is missing.
    """
    if getattr(system, "unit", None) is not None:
        about = replace(about, unit=str(system.unit.iloc[0, 0]))
    nodes = [(str(region), str(sector)) for region, sector in system.Z.index]
    users = [str(column[0] if isinstance(column, tuple) else column) for column in system.Y.columns]
    countries = list(dict.fromkeys(region for region, _ in nodes))
    sectors = list(dict.fromkeys(sector for _, sector in nodes))
    n, j = len(countries), len(sectors)
    if len(set(nodes)) != n * j:
        problem = f"{len(set(nodes))} industries are not {n} countries by {j} sectors"
        raise InputError(problem, subject=about.name, remedy="aggregate to sectors that every country has")
    place = np.array([countries.index(region) * j + sectors.index(sector) for region, sector in nodes])
    intermediate, demand = np.zeros((n * j, n * j)), np.zeros((n * j, n))
    intermediate[np.ix_(place, place)] = system.Z.loc[system.Z.index, system.Z.index].to_numpy(dtype=np.float64)
    final = system.Y.to_numpy(dtype=np.float64)
    said = []
    for column, user in enumerate(users):
        if user in countries:
            demand[place, countries.index(user)] += final[:, column]
        else:
            what = f"final demand of {user}, which sells nothing, left out"
            said.append(Treatment(what, (), float(final[:, column].sum())))
    names = [REST.get(c, c) for c in countries]
    economy = from_input_output(intermediate.reshape(n, j, n, j), demand.reshape(n, j, n), names, sectors, about)
    return with_treatments(economy, said)
