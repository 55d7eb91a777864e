"""The embedded flows of raw materials, held once in memory: a page asks a dozen questions of the same million rows.

Countries and products are numbers of one byte, so that all rows take some 40 MB, and each country's rows are found
without looking at the others'. Values are as exact as in the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from lopsided.datasets import tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from numpy.typing import NDArray

#: Marks of the masses, by number.
NOTES = ("", "missing", "suspect", "imputed")
_FILE = "baci_flows"


@dataclass(frozen=True, slots=True)
class FlowTable:
    """All rows, ordered by product, exporter, importer and year.

    Attributes
    ----------
    names : dict
        ``hs6``, ``exporter`` and ``importer``: the codes that the numbers stand for, in alphabetical order.
    places : dict
        The number of each code, by column.
    numbers : dict
        The same columns as numbers, each of shape (rows,).
    order : dict
        ``exporter`` and ``importer``: the places of the rows, those of one country together.
    begins : dict
        Where each country begins in ``order``, and each product among the rows.
    year : array of int16, shape (rows,)
    value_kusd, tonnes : array of float, shape (rows,)
        Thousands of USD, and published tonnes (NaN where there are none).
    note : array of uint8, shape (rows,)
        Place in `NOTES`.
    """

    names: dict[str, pl.Series]
    places: dict[str, dict[str, int]]
    numbers: dict[str, NDArray[np.uint8]]
    order: dict[str, NDArray[np.int32]]
    begins: dict[str, NDArray[np.int64]]
    year: NDArray[np.int16]
    value_kusd: NDArray[np.float64]
    tonnes: NDArray[np.float64]
    note: NDArray[np.uint8]

    def select(self, wanted: dict[str, Collection[str] | None], years: Collection[int] | None) -> pl.DataFrame:
        """Give the rows whose columns have the wanted codes, None for any; see `flows.raw_material_flows`."""
        asked = {column: self._asked(column, codes) for column, codes in wanted.items() if codes is not None}
        first = next((column for column in ("exporter", "importer", "hs6") if column in asked), None)
        if first is None:
            rows = np.arange(self.year.size, dtype=np.int32)
        else:
            parts = [self._of(first, number) for number in asked.pop(first)]
            rows = np.sort(np.concatenate(parts)) if parts else np.empty(0, dtype=np.int32)
        if years is not None:
            rows = rows[np.isin(self.year[rows], np.fromiter((y for y in years if 0 <= y <= _LATEST), dtype=np.int16))]
        for column, numbers in asked.items():
            kept = np.zeros(len(self.names[column]), dtype=bool)
            kept[numbers] = True
            rows = rows[kept[self.numbers[column][rows]]]
        return self._frame(rows)

    def of(self, side: str, iso3: str) -> NDArray[np.int32]:
        """Give the places of all rows in which a country is on a side, in order; none if it never occurs."""
        number = self.places[side].get(iso3)
        return np.empty(0, dtype=np.int32) if number is None else self._of(side, number)

    def _asked(self, column: str, codes: Collection[str]) -> list[int]:
        """Numbers of those codes that occur at all."""
        places = self.places[column]
        return sorted({places[code] for code in codes if code in places})

    def _of(self, column: str, number: int) -> NDArray[np.int32]:
        """Places of the rows of one country or product, in order."""
        start, end = self.begins[column][number : number + 2]
        return np.arange(start, end, dtype=np.int32) if column == "hs6" else self.order[column][start:end]

    def _frame(self, rows: NDArray[np.int32]) -> pl.DataFrame:
        note = self.note[rows]
        published = self.tonnes[rows]
        trusted = np.where(note == NOTES.index("suspect"), np.nan, published)
        named = {column: names.gather(self.numbers[column][rows]) for column, names in self.names.items()}
        return pl.DataFrame(
            {
                "year": self.year[rows].astype(np.int32),
                "exporter": named["exporter"],
                "importer": named["importer"],
                "hs6": named["hs6"],
                "value_kusd": self.value_kusd[rows],
                "tonnes": pl.Series(trusted, nan_to_null=True),
                "tonnes_published": pl.Series(published, nan_to_null=True),
                "tonnes_note": _noted().gather(note),
            }
        )


_LATEST = int(np.iinfo(np.int16).max)


@cache
def _noted() -> pl.Series:
    return pl.Series(NOTES)


def select(wanted: dict[str, Collection[str] | None], years: Collection[int] | None) -> pl.DataFrame:
    """Select rows: a program that asks once or twice asks the file, one that asks more has the table read.

    Parameters
    ----------
    wanted : dict
        Codes of ``exporter``, ``importer`` and ``hs6``, None for any.
    years : collection of int or None
        None for any.

    Returns
    -------
    polars.DataFrame
        As `flows.raw_material_flows` gives it.
    """
    with _READING:
        if not flow_table.cache_info().currsize and next(_questions()) < _FEW:
            return _from_file({**wanted, "year": years})
        table = flow_table()
    return table.select(wanted, years)


def held() -> FlowTable | None:
    """Give the table if it has been read."""
    with _READING:
        return flow_table() if flow_table.cache_info().currsize else None


#: Several threads that ask first read it once.
_READING = Lock()
_FEW = 3


@cache
def _questions() -> Iterator[int]:
    return count()


def _from_file(wanted: Mapping[str, Collection[str] | Collection[int] | None]) -> pl.DataFrame:
    given = {column: list(values) for column, values in wanted.items() if values is not None}
    conditions = " and ".join(f"{column} in (select unnest(?))" for column in given)
    return tables.query(_SELECT.format(conditions or "true"), [_FILE], list(given.values()))


_SELECT = """
select year::int as year, exporter, importer, hs6, value_usd / 1000.0 as value_kusd,
       case when not suspect then mass_kg / 1000.0 end as tonnes,
       mass_kg / 1000.0 as tonnes_published,
       case when mass_kg is null then 'missing' when suspect then 'suspect' when imputed then 'imputed' else '' end
           as tonnes_note
from {{baci_flows}} where {} order by hs6, exporter, importer, year"""


@cache
def flow_table() -> FlowTable:
    """Read the table, once.

    Raises
    ------
    MissingDataError
        When the file is not there.
    """
    file = tables.path(_FILE)
    countries, products = (_codes(name, column) for name, column in (("baci_areas", "code"), ("baci_products", "hs6")))
    names = {"hs6": products, "exporter": countries, "importer": countries}
    numbers = {
        column: pl.read_parquet(file, columns=[column])[column]
        .cast(pl.Enum(codes))
        .to_physical()
        .cast(pl.UInt8)
        .to_numpy()
        for column, codes in names.items()
    }
    rest = pl.read_parquet(file, columns=["year", "value_usd", "mass_kg", "suspect", "imputed"])
    suspect, imputed = (rest[column].to_numpy() for column in ("suspect", "imputed"))
    missing = rest["mass_kg"].is_null().to_numpy()
    order = {side: np.argsort(numbers[side], kind="stable").astype(np.int32) for side in ("exporter", "importer")}
    begins = {
        column: np.concatenate([[0], np.cumsum(np.bincount(numbers[column], minlength=len(names[column])))])
        for column in names
    }
    return FlowTable(
        names=names,
        places={column: {code: at for at, code in enumerate(codes)} for column, codes in names.items()},
        numbers=numbers,
        order=order,
        begins=begins,
        year=rest["year"].to_numpy(),
        value_kusd=rest["value_usd"].to_numpy() / 1000.0,
        tonnes=rest["mass_kg"].cast(pl.Float64).fill_null(float("nan")).to_numpy() / 1000.0,
        note=np.select([missing, suspect, imputed], [1, 2, 3], 0).astype(np.uint8),
    )


def _codes(name: str, column: str) -> pl.Series:
    return pl.read_parquet(tables.path(name), columns=[column])[column].unique().sort()
