"""What the columns of the pages' tables mean: the rows of their JSON and CSV."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def columns(page: str = "") -> dict[str, str]:
    """Name the columns that a page's rows may have, each with its meaning.

    Parameters
    ----------
    page : str
        Key of a page; all columns when empty.
    """
    return {column: means for column, (pages, means) in _table().items() if not page or page in pages}


def pages_with(column: str) -> tuple[str, ...]:
    """Name the pages, by key, whose rows may have a column."""
    return _table()[column][0]


@cache
def _table() -> dict[str, tuple[tuple[str, ...], str]]:
    text = files("lopsided.web").joinpath("columns.csv").read_text(encoding="utf-8")
    return {row["column"]: (tuple(row["pages"].split()), row["means"]) for row in csv.DictReader(text.splitlines())}
