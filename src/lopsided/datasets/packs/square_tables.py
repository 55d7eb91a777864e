"""Inter-country input-output tables of packs as arrays: what measures and the model take."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import duckdb
import numpy as np

from lopsided.datasets.packs.manifest import Pack, pack, packs, stamp
from lopsided.datasets.production import InterCountryTable
from lopsided.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl
    from numpy.typing import NDArray

    from lopsided.terms.provenance import Source

    Key = tuple[str, str]

#: Rows without a country that are taxes less subsidies; the others are value added.
TAXES = {"TLS", "TXS", "TAXSUB", "TXSP", "R99"}


def table_packs() -> tuple[tuple[Pack, int], ...]:
    """List every table there is, pack and year, the newest year first."""
    found = [(one, year) for one in packs().values() if one.kind == "table" for year in one.years]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0].key)))


def table_of_pack(key: str, year: int | None = None) -> InterCountryTable:
    """Load a pack's table of one year.

    Parameters
    ----------
    key : str
        Name of the pack.
    year : int, optional
        Its newest when not given.

    Returns
    -------
    InterCountryTable
        Countries in alphabetical order, the rest of the world last, industries and uses as in the file. Output is what
        is sold, by row; value added is what the file says, or output less inputs. Kept for the last few tables.

    Raises
    ------
    UnknownNameError
        For a pack that is not there.
    UsageError
        For one that is no input-output table, or a year it does not have.
    InputError
        For a table without industries in common between its rows and columns.
    """
    known = pack(key)
    if known.kind != "table":
        problem = "this pack is no input-output table"
        raise UsageError(problem, subject=key, remedy="ask for one of OECD ICIO or WIOD, see lopsided data list")
    when = known.years[-1] if year is None else year
    if when not in known.years:
        problem = f"the pack has no table of {when}"
        raise UsageError(problem, subject=key, remedy=f"ask for one of {', '.join(map(str, known.years))}")
    return _table(key, when, stamp())


@lru_cache(maxsize=3)
def _table(key: str, year: int, _state: object) -> InterCountryTable:
    known = pack(key)
    with duckdb.connect() as connection:
        cells: pl.DataFrame = connection.sql(
            "select seller, sold_by, buyer, bought_by, value_musd from read_parquet($file)",
            params={"file": str(known.folder / "table" / f"year={year}" / "*.parquet")},
        ).pl()
    sold = cells.filter(cells["seller"] != "")
    industries = sorted(set(sold["sold_by"]) & set(cells["bought_by"]))
    countries = sorted(set(sold["seller"]), key=lambda code: (code == "ROW", code))
    uses = sorted(set(cells["bought_by"]) - set(industries))
    if not industries or not uses:
        problem = "rows and columns have no industries in common, or there is no final demand"
        raise InputError(problem, subject=f"{key}, {year}", remedy="look at the file: is it a complete table?")
    rows = {key: n for n, key in enumerate((c, i) for c in countries for i in industries)}
    columns = [*rows, *((c, use) for c in countries for use in uses)]
    at = {key: n for n, key in enumerate(columns)}
    full = _dense(sold, rows, at)
    below = cells.filter(cells["seller"] == "")
    is_tax = below["sold_by"].str.to_uppercase().is_in(TAXES)
    taxes, added = (_dense(part, None, at)[0] for part in (below.filter(is_tax), below.filter(~is_tax)))
    return _shaped(full, taxes, added, (countries, industries, uses), (known.source(f"table of {year}"), year))


def _dense(cells: pl.DataFrame, rows: Mapping[Key, int] | None, columns: Mapping[Key, int]) -> NDArray[np.float64]:
    """Lay cells out by seller and buyer; without rows, all in one."""
    full = np.zeros((len(rows) if rows is not None else 1, len(columns)))
    sellers = zip(cells["seller"], cells["sold_by"], strict=True)
    at_row = [rows[key] for key in sellers] if rows is not None else [0] * len(cells)
    at_column = [columns[key] for key in zip(cells["buyer"], cells["bought_by"], strict=True)]
    np.add.at(full, (at_row, at_column), cells["value_musd"].to_numpy())
    return full


def _shaped(
    full: NDArray[np.float64],
    taxes: NDArray[np.float64],
    added: NDArray[np.float64],
    labels: tuple[list[str], list[str], list[str]],
    origin: tuple[Source, int],
) -> InterCountryTable:
    countries, industries, uses = labels
    c, s, f = len(countries), len(industries), len(uses)
    nodes = c * s
    if not added.any():  # the file has no rows of value added
        added = np.concatenate([full.sum(axis=1) - full[:, :nodes].sum(axis=0) - taxes[:nodes], np.zeros(c * f)])
    table = InterCountryTable(
        year=origin[1],
        countries=tuple(countries),
        industries=tuple(industries),
        final_uses=tuple(uses),
        intermediate=full[:, :nodes].reshape(c, s, c, s),
        final=full[:, nodes:].reshape(c, s, c, f),
        net_taxes=taxes[:nodes].reshape(c, s),
        final_taxes=taxes[nodes:].reshape(c, f),
        value_added=added[:nodes].reshape(c, s),
        output=full.sum(axis=1).reshape(c, s),
        industry_names={industry: industry for industry in industries},
        final_use_names={use: use for use in uses},
        source=origin[0],
    )
    for array in (table.intermediate, table.final, table.value_added, table.output):
        array.flags.writeable = False
    return table
