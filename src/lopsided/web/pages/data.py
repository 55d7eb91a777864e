"""Data: every dataset with its licence, version and checksums, and one page for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.datasets.catalog import catalog, dataset
from lopsided.web.page import Page

if TYPE_CHECKING:
    from lopsided.datasets.catalog import Dataset
    from lopsided.web.page import Row
    from lopsided.web.site import Site


@dataclass(frozen=True, slots=True)
class Asked:
    """Nothing is asked of the list."""


@dataclass(frozen=True, slots=True)
class AskedOne:
    """Which dataset."""

    key: str


@dataclass(frozen=True, slots=True)
class Data:
    """What the list shows."""

    datasets: tuple[Dataset, ...]


@dataclass(frozen=True, slots=True)
class OneDataset:
    """What the page of one dataset shows."""

    dataset: Dataset


def asked() -> Asked:
    """Ask for the list."""
    return Asked()


def asked_one(key: str) -> AskedOne:
    """Ask for one dataset; an unknown one is refused here."""
    return AskedOne(dataset(key).key)


def contents(_asked: Asked, _site: Site) -> Data:
    """List the catalog."""
    return Data(tuple(catalog().values()))


def contents_one(asked: AskedOne, _site: Site) -> OneDataset:
    """Look one up in the catalog."""
    return OneDataset(dataset(asked.key))


def rows(data: Data) -> list[Row]:
    """One row a dataset."""
    return [_row(d) for d in data.datasets]


def rows_one(data: OneDataset) -> list[Row]:
    """One row a file."""
    d = data.dataset
    return [{**_row(d), "file": f.name, "sha256": f.sha256, "bytes": f.size, "rows": f.rows} for f in d.files]


def _row(d: Dataset) -> dict[str, object]:
    return {
        "key": d.key,
        "title": d.title,
        "publisher": d.publisher,
        "version": d.version,
        "licence": d.licence,
        "citation": d.citation,
        "url": d.url,
        "retrieved": d.retrieved,
        "coverage": d.coverage,
        "units": d.units,
    }


PAGE = Page(key="data", path="/data", asked=asked, contents=contents, rows=rows)
ONE = Page(key="dataset", path="/data/{key}", asked=asked_one, contents=contents_one, rows=rows_one)
