"""Data: every dataset that ships and every pack a user added, with licences, versions, checksums; one page for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lopsided.datasets.catalog import Dataset, catalog, dataset
from lopsided.datasets.packs.manifest import Pack, packs
from lopsided.web.page import Page, Row
from lopsided.web.site import Site
from lopsided.web.words import say


@dataclass(frozen=True, slots=True)
class Asked:
    """Nothing is asked of the list."""


@dataclass(frozen=True, slots=True)
class AskedOne:
    """Which dataset or pack."""

    key: str


@dataclass(frozen=True, slots=True)
class File:
    """One file: name, checksum, bytes, rows where they are known."""

    name: str
    sha256: str
    bytes: int
    rows: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a reader needs to judge and cite a dataset or a pack.

    Attributes
    ----------
    ships : bool
        Whether it comes with the program, or was added by the user.
    origin : tuple of str
        What it was made from, with checksums.
    counts : mapping of str to str
        What was counted on the way in: rows read, kept, dropped and why.
    counted : mapping
        The same as numbers.
    """

    key: str
    ships: bool
    title: str
    publisher: str
    version: str
    url: str
    licence: str
    citation: str
    retrieved: str
    coverage: str
    units: str
    caveats: tuple[str, ...]
    origin: tuple[str, ...]
    files: tuple[File, ...]
    counts: Mapping[str, str]
    counted: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Data:
    """What the list shows."""

    datasets: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class OneDataset:
    """What the page of one shows."""

    dataset: Known


def asked() -> Asked:
    """Ask for the list."""
    return Asked()


def asked_one(key: str) -> AskedOne:
    """Ask for one; an unknown one is refused here."""
    return AskedOne(key if key in packs() else dataset(key).key)


def contents(_asked: Asked, _site: Site) -> Data:
    """List the catalog, then the packs."""
    return Data((*(_shipped(d) for d in catalog().values()), *(_added(p) for p in packs().values())))


def contents_one(asked: AskedOne, _site: Site) -> OneDataset:
    """Look one up."""
    found = packs().get(asked.key)
    return OneDataset(_shipped(dataset(asked.key)) if found is None else _added(found))


def _shipped(d: Dataset) -> Known:
    return Known(
        key=d.key,
        ships=True,
        title=d.title,
        publisher=d.publisher,
        version=d.version,
        url=d.url,
        licence=d.licence,
        citation=d.citation,
        retrieved=d.retrieved,
        coverage=d.coverage,
        units=d.units,
        caveats=d.caveats,
        origin=(f"{d.package}, {d.member}", d.package_sha256),
        files=tuple(File(f.name, f.sha256, f.size, f.rows) for f in d.files),
        counts={name.replace("_", " "): _written(count) for name, count in d.counts.items()},
        counted=d.counts,
    )


def _added(p: Pack) -> Known:
    years = say("data.years", first=p.years[0], last=p.years[-1]) if p.years else ""
    counted = {say("dataset.read"): p.read, say("dataset.kept"): p.kept}
    counted |= {say("dataset.dropped", why=why): n for why, n in p.dropped.items()}
    counted |= {say("dataset.read_as", why=why): n for why, n in p.read_as.items()}
    counted |= {say("dataset.marked", why=why): n for why, n in p.marked.items()}
    return Known(
        key=p.key,
        ships=False,
        title=p.title,
        publisher=p.publisher,
        version=p.version,
        url=p.url,
        licence=p.licence,
        citation=p.citation,
        retrieved=p.added,
        coverage="; ".join(filter(None, (years, p.nomenclature))),
        units="",
        caveats=p.caveats,
        origin=tuple(f"{f.name} {f.sha256}" for f in p.origins),
        files=tuple(File(f.name, f.sha256, f.size, None) for f in p.files),
        counts={name: _written(n) for name, n in counted.items()},
        counted=counted,
    )


def _written(count: object) -> str:
    if isinstance(count, int):
        return f"{count:,}"
    if isinstance(count, float):
        return f"{count:,.6g}"
    return " x ".join(map(str, count)) if isinstance(count, list) else str(count)


def rows(data: Data) -> list[Row]:
    """One row a dataset."""
    return [_row(d) for d in data.datasets]


def rows_one(data: OneDataset) -> list[Row]:
    """One row a file, then one for each thing counted on the way in."""
    d = data.dataset
    files = [
        {"part": "files", **_row(d), "file": f.name, "sha256": f.sha256, "bytes": f.bytes, "rows": f.rows}
        for f in d.files
    ]
    about = {"key": d.key, "period": d.coverage, "sources": f"{d.publisher}, {d.title} ({d.version})"}
    return [*files, *({"part": "counts", **about, "name": name, "value": n} for name, n in d.counted.items())]


def _row(d: Known) -> dict[str, object]:
    names = ("key", "ships", "title", "publisher", "version", "licence", "citation", "url", "retrieved", "coverage")
    return {
        **{name: getattr(d, name) for name in (*names, "units")},
        "caveats": list(d.caveats),
        "origin": list(d.origin),
        "checksums": [f"{f.name} {f.sha256}" for f in d.files],
        "bytes": sum(f.bytes for f in d.files),
    }


PAGE = Page(key="data", path="/data", asked=asked, contents=contents, rows=rows)
ONE = Page(key="dataset", path="/data/{key}", asked=asked_one, contents=contents_one, rows=rows_one)
