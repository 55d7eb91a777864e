"""Inter-country input-output tables: the OECD's ICIO and WIOD, square with labels, kept as cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from lopsided.datasets.packs.areas import resolve
from lopsided.datasets.packs.rows import Tally
from lopsided.errors import InputError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from lopsided.datasets.packs.inputs import Part

#: Parts of a country that some editions split off for the sake of their processing trade.
PARTS_OF = {"CN1": "CHN", "CN2": "CHN", "CN3": "CHN", "CN4": "CHN", "MX1": "MEX", "MX2": "MEX", "MX3": "MEX"}
_SUMS = {"OUT", "OUTPUT", "TOTAL", "TOT", "GO"}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SLACK, _SLACK_MUSD = 1e-3, 200.0  # tables in whole millions lose half of one in each of some thousand cells


def year_of(part: Part, asked: int | None) -> int:
    """Find the year a table is of: as asked, or the one year in its name.

    Raises
    ------
    UsageError
        When the name has none, or two.
    """
    if asked is not None:
        return asked
    named = sorted(set(_YEAR.findall(re.sub(r"(?i)(icio|wiod|wiot)(\d{4})(?=_\d{4})", r"\1", part.name))))
    if len(named) != 1:
        problem = f"the name does not say which year the table is of{': ' + ', '.join(named) if named else ''}"
        raise UsageError(problem, subject=part.name, remedy="say it with --year")
    return int(named[0])


def write_square(part: Part, path: Path, year: int, folder: Path) -> Tally:
    """Write the cells of one year's table that are not zero.

    Raises
    ------
    InputError
        For labels that are no country and industry, or cells that are no numbers.
    """
    frame = _read(part, path)
    rows, columns = frame.columns[0], frame.columns[1:]
    labels = [str(label) for label in frame[rows]]
    kept_rows = [n for n, label in enumerate(labels) if label.strip().upper() not in _SUMS]
    kept_columns = [n for n, label in enumerate(columns) if label.strip().upper() not in _SUMS]
    cells = frame.select(columns).to_numpy()
    sellers = [_label(labels[n], part) for n in kept_rows]
    buyers = [_label(columns[n], part) for n in kept_columns]
    inner = cells[np.ix_(kept_rows, kept_columns)]
    seller_keys, at_row = _grouped(sellers)
    buyer_keys, at_column = _grouped(buyers)
    table = np.zeros((len(seller_keys), len(buyer_keys)))
    np.add.at(table, at_row, _summed(inner, at_column, len(buyer_keys)))
    i, j = np.nonzero(table)
    named = [
        np.array([key[at] for key in keys])[where]
        for keys, where in ((seller_keys, i), (buyer_keys, j))
        for at in (0, 1)
    ]
    place = folder / f"year={year}"
    place.mkdir(parents=True)
    long = dict(zip(("seller", "sold_by", "buyer", "bought_by", "value_musd"), (*named, table[i, j]), strict=True))
    pl.DataFrame(long).write_parquet(place / "part-0000.parquet")
    tally = Tally(read=inner.size, kept=len(i))
    tally.dropped.update({"a zero": inner.size - len(i) - (inner.size - table.size)} if inner.size > len(i) else {})
    tally.dropped.update({"added to their country": inner.size - table.size} if inner.size > table.size else {})
    tally.marked.update(_unbalanced(frame, labels, inner, kept_rows))
    return tally


def _read(part: Part, path: Path) -> pl.DataFrame:
    label, *rest = part.columns
    try:
        if not part.delimiter:
            return pl.read_parquet(path).select(pl.col(label), pl.col(rest).cast(pl.Float64).fill_null(0.0))
        schema = {label: pl.String, **dict.fromkeys(rest, pl.Float64)}
        return pl.read_csv(path, separator=part.delimiter, schema=schema).with_columns(pl.col(rest).fill_null(0.0))
    except pl.exceptions.PolarsError as error:
        problem = f"a cell of the table is no number: {str(error).splitlines()[0][:160]}"
        raise InputError(problem, subject=part.name, remedy="get the file again") from error


def _label(label: str, part: Part) -> tuple[str, str]:
    """Split ``"RUS_D05T06"`` into country and industry; rows of value added and taxes have no country."""
    country, _, what = label.strip().partition("_")
    if not what or country.upper() in {"VA", "TLS", "TAXSUB", "TXS"}:
        return "", label.strip()
    folded = PARTS_OF.get(country.upper(), country.upper())
    known = resolve(folded)
    if folded in {"ROW", "WXD"}:
        return "ROW", what
    if known is None or not known.iso3:
        problem = f"the label {label!r} is no country and industry"
        raise InputError(problem, subject=part.name, remedy="labels must be like RUS_C10")
    return known.iso3, what


def _grouped(labels: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], NDArray[np.int64]]:
    keys = list(dict.fromkeys(labels))
    places = {key: n for n, key in enumerate(keys)}
    return keys, np.array([places[label] for label in labels])


def _summed(cells: NDArray[np.float64], groups: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    """Add up columns of one country and industry, shape (rows, count)."""
    if count == cells.shape[1]:
        return cells
    found = np.zeros((cells.shape[0], count))
    np.add.at(found.T, groups, cells.T)
    return found


def _unbalanced(frame: pl.DataFrame, labels: list[str], inner: NDArray[np.float64], kept: list[int]) -> dict[str, int]:
    """Count industries whose sales do not add up to the output the table gives."""
    output = next((name for name in frame.columns[1:] if name.strip().upper() in _SUMS), None)
    if output is None:
        return {}
    given = frame[output].to_numpy()[kept]
    industries = np.array(["_" in labels[n] for n in kept])
    off = (np.abs(inner.sum(axis=1) - given) > _SLACK * np.abs(given) + _SLACK_MUSD) & industries
    return {"rows whose sum is not the output given": int(off.sum())} if off.any() else {}
